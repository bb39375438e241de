using System.Net;
using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// A QEMU guest behind QEMU's own address translation, as a hosted VMM's NAT: the peer talks to the host's address,
/// whose ports lead to what the guest serves. It forwards TCP only, so nothing answers a ping there: the host's own
/// stack would, and is told not to, since that answer says nothing about the guest.
/// </summary>
internal sealed class NatQemuPath : IPathKind
{
    private const string HostInterface = "host0";
    private const int GuestMtu = 1500;

    /// <summary>The addresses that QEMU's user networking gives out by default.</summary>
    private static readonly Station Guest = new(IPAddress.Parse("10.0.2.15"), "02:57:54:00:00:0f");
    private static readonly IPAddress Gateway = IPAddress.Parse("10.0.2.2");

    private const string PingNotCarried = "user networking forwards TCP ports only";

    public string Kind => "vm-nat";
    public string Summary => "QEMU guest behind user networking (NAT), its ports forwarded";

    public Task<PathAvailability> CheckAsync(CancellationToken cancellation) => QemuProof.CheckAsync(cancellation);

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) =>
        PathSite.BuildAsync(site => BuildAsync(site, request, cancellation));

    private static async Task<IPath> BuildAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        var guest = await QemuGuest.PrepareAsync(request, new GuestOptions(), cancellation);
        request.Progress("making namespaces, bridge and veth");
        var wire = await Wire.BuildAsync(site, WireOptions.From(request.Parameters), cancellation);
        var host = await site.AddNamespaceAsync("host", cancellation);
        await wire.AttachAsync(host, HostInterface, PathAddresses.SystemUnderTest, cancellation);
        await host.SetAsync("net/ipv4/icmp_echo_ignore_all", "1", cancellation);

        var backend = QemuMachine.User(PathAddresses.SystemUnderTest, Guest, request.Server.Ports);
        var machine = await guest.BootAsync(site, request, host, backend, new GuestNetwork
        {
            Station = Guest,
            Gateway = Gateway,
            Mtu = GuestMtu,
        }, cancellation);

        var description = await wire.DescribeAsync(cancellation);
        await guest.DescribeAsync(machine, description, cancellation);
        description["nat"] = $"QEMU user networking; TCP ports {string.Join(", ", request.Server.Ports)} of the host's address lead to the guest";
        description["ping"] = $"not carried: {PingNotCarried}";
        description["host's interface"] = await InterfaceState.DescribeAsync(host, HostInterface, cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Endpoints = new PathEndpoints(Wire.PeerInterface, PathAddresses.Peer.Address, PathAddresses.SystemUnderTest.Address),
            Peer = wire.Peer,
            Hypervisors = [machine.Process],
            NotCarried = new Dictionary<string, string> { ["ping"] = PingNotCarried },
            Description = description,
        };
    }
}
