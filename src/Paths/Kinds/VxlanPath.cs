using System.Globalization;
using System.Net;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// The host's stack inside a VXLAN tunnel (RFC 7348) between peer and host. The traffic is captured below the tunnel,
/// at the peer's interface, so that the encapsulation is seen and counted.
/// </summary>
internal sealed class VxlanPath : IPathKind
{
    private const string HostInterface = "host0";
    private const string Tunnel = "vxlan0";
    private const int NetworkIdentifier = 77;
    private const int Port = 4789;

    /// <summary>Outer IPv4 20, UDP 8, VXLAN 8, inner Ethernet 14.</summary>
    private const int Encapsulation = 50;

    private static readonly Station PeerInside = new(IPAddress.Parse("10.78.0.1"), "02:57:54:00:02:01");
    private static readonly Station HostInside = new(IPAddress.Parse("10.78.0.2"), "02:57:54:00:02:02");

    public string Kind => "vxlan";
    public string Summary => "the host's stack inside a VXLAN tunnel between two namespaces";

    public async Task<PathAvailability> CheckAsync(CancellationToken cancellation)
    {
        if (await NamespaceProof.WhyNotAsync(cancellation) is { } why)
            return why;
        try
        {
            await using var site = new PathSite();
            var inside = await site.AddNamespaceAsync("proof", cancellation);
            await AddTunnelAsync(inside, "lo", PathAddresses.Peer(), PathAddresses.SystemUnderTest(), PeerInside, HostInside, 1450, cancellation);
            return new PathAvailability(true, Detail: $"VXLAN network {NetworkIdentifier}, UDP port {Port}");
        }
        catch (PathException failed)
        {
            return new PathAvailability(false, failed.Message, "sudo modprobe vxlan");
        }
    }

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) =>
        PathSite.BuildAsync(site => BuildAsync(site, request, cancellation));

    private static async Task<IPath> BuildAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        request.Progress("making namespaces, bridge, veth and tunnel");
        var wire = await Wire.BuildAsync(site, WireOptions.From(request.Parameters), cancellation);
        var host = await site.AddNamespaceAsync("host", cancellation);
        await wire.AttachAsync(host, HostInterface, cancellation);
        var mtu = wire.Options.Mtu - Encapsulation;
        await AddTunnelAsync(wire.Peer, wire.PeerInterface, wire.PeerStation, wire.SystemStation, PeerInside, HostInside, mtu, cancellation);
        await AddTunnelAsync(host, HostInterface, wire.SystemStation, wire.PeerStation, HostInside, PeerInside, mtu, cancellation);

        request.Progress("starting the server");
        var server = request.Servers[0];
        var serving = await ServerProcess.StartAsync(site, host.Start(server.Program, server.Arguments), cancellation);

        var description = await wire.DescribeAsync(cancellation);
        description["system under test"] = "the host's own stack, inside the tunnel";
        description["tunnel"] = string.Create(CultureInfo.InvariantCulture, $"VXLAN network {NetworkIdentifier}, UDP port {Port}, MTU {mtu} inside, {Encapsulation} bytes around each datagram's frame");
        description["tunnel's interface"] = await InterfaceState.DescribeAsync(host, Tunnel, cancellation);
        description["system's interface"] = await InterfaceState.DescribeAsync(host, HostInterface, cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Links =
            [
                wire.Link(server, new LocalEnd(host.Start)) with
                {
                    PeerAddress = PeerInside.Address,
                    SystemUnderTestAddress = HostInside.Address,
                },
            ],
            CaptureNode = wire.Peer,
            Servers = [serving],
            Description = description,
        };
    }

    private static async Task AddTunnelAsync(
        NetworkNamespace inside, string below, Station local, Station remote, Station here, Station there, int mtu, CancellationToken cancellation)
    {
        await inside.IpAsync(
        [
            "link", "add", Tunnel, "type", "vxlan", "id", NetworkIdentifier.ToString(CultureInfo.InvariantCulture),
            "local", local.Address.ToString(), "remote", remote.Address.ToString(),
            "dstport", Port.ToString(CultureInfo.InvariantCulture), "dev", below, "nolearning",
        ], cancellation);
        await Interfaces.QuietAsync(inside, Tunnel, mtu, cancellation);
        await Interfaces.AddressAsync(inside, Tunnel, here, mtu, cancellation);
        await Interfaces.NeighbourAsync(inside, Tunnel, there, cancellation);
    }
}
