using System.Net;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// The host's own stack, in a namespace of its own on the peer's switch: the baseline. Without the right to make
/// namespaces it is the machine's loopback.
/// </summary>
internal sealed class HostPath : IPathKind
{
    private const string SystemInterface = "host0";

    public string Kind => "host";
    public string Summary => "the host's own stack, through veth and bridge";

    public async Task<PathAvailability> CheckAsync(CancellationToken cancellation) =>
        await NamespaceProof.WhyNotAsync(cancellation) is { } why
            ? new PathAvailability(true, Detail: $"over loopback only: {why.Why} {why.Remedy}".Trim())
            : new PathAvailability(true, Detail: "network namespaces, bridge and veth");

    public async Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation)
    {
        var limitation = await NamespaceProof.WhyNotAsync(cancellation);
        return await PathSite.BuildAsync(site => limitation is null
            ? BuildOnWireAsync(site, request, cancellation)
            : BuildOnLoopbackAsync(site, request, limitation, cancellation));
    }

    private static async Task<IPath> BuildOnWireAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        request.Progress("making namespaces, bridge and veth");
        var wire = await Wire.BuildAsync(site, WireOptions.From(request.Parameters), cancellation);
        var host = await site.AddNamespaceAsync("host", cancellation);
        await wire.AttachAsync(host, SystemInterface, PathAddresses.SystemUnderTest, cancellation);

        request.Progress("starting the server");
        var server = await ServerProcess.StartAsync(site, host.Start(request.Server.Program, request.Server.Arguments), cancellation);

        var description = await wire.DescribeAsync(cancellation);
        description["system under test"] = "the host's own stack, in a network namespace";
        description["system's interface"] = await InterfaceState.DescribeAsync(host, SystemInterface, cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Endpoints = new PathEndpoints(Wire.PeerInterface, PathAddresses.Peer.Address, PathAddresses.SystemUnderTest.Address),
            Peer = wire.Peer,
            Server = server,
            Description = description,
        };
    }

    /// <summary>Two addresses of 127.0.0.0/8 tell the ends apart; connections to the second come from the first.</summary>
    private static async Task<IPath> BuildOnLoopbackAsync(
        PathSite site, PathRequest request, PathAvailability limitation, CancellationToken cancellation)
    {
        request.Progress("starting the server on loopback");
        var server = await ServerProcess.StartAsync(
            site, new(request.Server.Program, request.Server.Arguments), cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Endpoints = new PathEndpoints("lo", IPAddress.Loopback, IPAddress.Parse("127.0.0.2")),
            Server = server,
            Description = new Dictionary<string, string?>
            {
                ["wire"] = "none: the machine's loopback, which cuts nothing into frames of an Ethernet's size",
                ["why loopback"] = $"{limitation.Why} {limitation.Remedy}".Trim(),
                ["system under test"] = "the host's own stack",
            },
        };
    }
}
