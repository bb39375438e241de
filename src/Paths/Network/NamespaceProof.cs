namespace Wiretax.Paths.Network;

/// <summary>Proves that network namespaces can be made here, by making two and an Ethernet pair between them.</summary>
internal static class NamespaceProof
{
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static (bool Known, PathAvailability? Answer) _proof;

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

    private static async Task<PathAvailability?> TryAsync(CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess)
            return new PathAvailability(false, "Network namespaces need root.", "Run it with sudo.");
        await using var site = new PathSite();
        try
        {
            await Wire.BuildAsync(site, new WireOptions(), cancellation);
            return null;
        }
        catch (PathException failed)
        {
            return new PathAvailability(false, $"Network namespaces cannot be made here: {failed.Message}",
                "In a container, give it the right to (CAP_SYS_ADMIN and CAP_NET_ADMIN; docker run --privileged).");
        }
    }
}
