using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Network;

/// <summary>Proves that network namespaces can be made here, by making two and an Ethernet pair between them.</summary>
internal static class NamespaceProof
{
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static (bool Known, PathAvailability? Answer) _proof;

    /// <summary>Without them no path can be built, whatever the rights.</summary>
    private static readonly string[] Tools = ["setpriv", "ip", "ethtool"];

    /// <summary>In the words of strerror(3), which ip(8) does not translate.</summary>
    private static readonly string[] Refusals = ["Operation not permitted", "Permission denied"];

    /// <returns>Null when they can be made.</returns>
    public static async Task<PathAvailability?> WhyNotAsync(CancellationToken cancellation)
    {
        await Once.WaitAsync(cancellation);
        try
        {
            if (!_proof.Known)
                _proof = (true, await TryAsync(cancellation));
            return _proof.Answer;
        }
        finally
        {
            Once.Release();
        }
    }

    /// <param name="isInstalled">Whether a tool is on this machine.</param>
    /// <returns>The first tool that is missing, with its remedy; null when all are there.</returns>
    internal static PathAvailability? MissingTool(IEnumerable<string> tools, Func<string, bool> isInstalled) =>
        tools.FirstOrDefault(each => !isInstalled(each)) is { } missing
            ? new PathAvailability(false, $"'{missing}' is not installed here.", Tool.Remedy(missing))
            : null;

    /// <param name="said">What the attempt failed of.</param>
    internal static PathAvailability Failed(string said)
    {
        var why = $"Network namespaces cannot be made here: {said}";
        if (!Refusals.Any(each => said.Contains(each, StringComparison.Ordinal)))
            return new PathAvailability(false, why, "It takes a Linux kernel with network namespaces, veth and bridge (sudo modprobe veth bridge).");
        const string Remedy = "In a container, give it the right to (CAP_SYS_ADMIN and CAP_NET_ADMIN; docker run --privileged).";
        return new PathAvailability(false, why, Remedy) { LacksRights = true };
    }

    private static async Task<PathAvailability?> TryAsync(CancellationToken cancellation)
    {
        // As an ordinary user the path over loopback is left, which takes no tool of a network's.
        var tools = Environment.IsPrivilegedProcess ? Tools : Tools[..1];
        if (MissingTool(tools, each => Tool.Find(each) is not null) is { } missing)
            return missing;
        if (!Environment.IsPrivilegedProcess)
            return new PathAvailability(false, "Network namespaces need root.", "Run it with sudo.") { LacksRights = true };
        await using var site = new PathSite();
        try
        {
            await Wire.BuildAsync(site, new WireOptions(), cancellation);
            return null;
        }
        catch (PathException failed)
        {
            return Failed(failed.Message);
        }
    }
}
