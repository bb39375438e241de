using System.Diagnostics;
using System.Globalization;
using System.Net;
using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// The host's own stack, in a namespace of its own on the peer's switch: the baseline. With several pairs it is one
/// system that holds all their interfaces. Without the right to make namespaces, and for no other lack, it is the
/// machine's loopback.
/// </summary>
internal sealed class HostPath : IPathKind
{
    public string Kind => "host";
    public int MostPairs => 16;
    public string Summary => "the host's own stack, through veth and bridge";

    public async Task<PathAvailability> CheckAsync(CancellationToken cancellation) =>
        Availability(await NamespaceProof.WhyNotAsync(cancellation));

    /// <param name="whyNot">Why there are no network namespaces; null when there are.</param>
    internal static PathAvailability Availability(PathAvailability? whyNot) => whyNot switch
    {
        null => new PathAvailability(true, Detail: "network namespaces, bridge and veth"),
        { LacksRights: true } => new PathAvailability(true, Detail: $"over loopback only: {whyNot.Why} {whyNot.Remedy}".Trim()),
        _ => whyNot,
    };

    public async Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation)
    {
        var limitation = await NamespaceProof.WhyNotAsync(cancellation);
        if (limitation is { LacksRights: false })
            throw new PathException($"{limitation.Why} {limitation.Remedy}".Trim());
        return await PathSite.BuildAsync(site => limitation is null
            ? BuildOnWireAsync(site, request, cancellation)
            : BuildOnLoopbackAsync(site, request, limitation, cancellation));
    }

    private static async Task<IPath> BuildOnWireAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        request.Progress("making namespaces, bridge and veth");
        var wires = await Wire.BuildAsync(site, request.Servers.Count, WireOptions.From(request.Parameters), cancellation);
        var host = await site.AddNamespaceAsync("host", cancellation);
        for (var pair = 0; pair < wires.Count; pair++)
            await wires[pair].AttachAsync(host, SystemInterface(pair), cancellation);

        request.Progress("starting the server");
        var servers = new List<ResidentProcess>();
        foreach (var server in request.Servers)
            servers.Add(await ServerProcess.StartAsync(site, host.Start(server.Program, server.Arguments), cancellation));

        var description = await wires[0].DescribeAsync(cancellation);
        description["system under test"] = wires.Count == 1
            ? "the host's own stack, in a network namespace"
            : string.Create(CultureInfo.InvariantCulture, $"the host's own stack, in one network namespace with {wires.Count} interfaces");
        description["system's interface"] = await InterfaceState.DescribeAsync(host, SystemInterface(0), cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Links = [.. wires.Select((wire, pair) => wire.Link(request.Servers[pair], new LocalEnd(host.Start)))],
            CaptureNode = wires[0].Peer,
            Servers = servers,
            Description = description,
        };
    }

    private static string SystemInterface(int pair) => string.Create(CultureInfo.InvariantCulture, $"host{pair}");

    /// <summary>Two addresses of 127.0.0.0/8 tell the ends apart; connections to the second come from the first.</summary>
    internal static async Task<IPath> BuildOnLoopbackAsync(
        PathSite site, PathRequest request, PathAvailability limitation, CancellationToken cancellation)
    {
        if (request.Servers.Count > 1)
            throw new PathException($"Several pairs need network namespaces. {limitation.Why} {limitation.Remedy}".Trim());
        request.Progress("starting the server on loopback");
        var server = request.Servers[0];
        var address = IPAddress.Parse("127.0.0.2");
        // No namespace is around it: at all addresses it would serve whoever reaches this machine.
        var serving = await ServerProcess.StartAsync(
            site, new(server.Program, [.. server.Arguments, "--address", address.ToString()]), cancellation);
        var end = new LocalEnd((program, arguments) => new ProcessStartInfo(program, arguments));
        return new BuiltPath(site)
        {
            Name = request.Name,
            Links =
            [
                new PathLink
                {
                    PeerInterface = "lo",
                    PeerAddress = IPAddress.Loopback,
                    SystemUnderTestAddress = address,
                    Server = server,
                    Peer = end,
                    SystemUnderTest = end,
                },
            ],
            Servers = [serving],
            Description = new Dictionary<string, string?>
            {
                ["wire"] = "none: the machine's loopback, which cuts nothing into frames of an Ethernet's size",
                [IPath.WhyLoopback] = $"{limitation.Why} {limitation.Remedy}".Trim(),
                ["system under test"] = "the host's own stack",
            },
        };
    }
}
