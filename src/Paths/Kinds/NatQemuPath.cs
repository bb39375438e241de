using System.Net;
using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// A QEMU guest behind QEMU's own address translation, as a hosted VMM's NAT: the peer talks to the host's address,
/// whose ports lead to what the guest serves. It forwards TCP only, so nothing answers a ping there: the host's own
/// stack would, and is told not to, since that answer says nothing about the guest. The guest's own pings get out.
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
    public long LeastMemoryBytes => QemuGuest.LeastMemoryBytes;
    public bool UsesAgent => true;

    public Task<PathAvailability> CheckAsync(CancellationToken cancellation) => QemuProof.CheckAsync(cancellation);

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) =>
        PathSite.BuildAsync(site => BuildAsync(site, request, cancellation));

    private static async Task<IPath> BuildAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        var guest = await QemuGuest.PrepareAsync(request, new GuestOptions(), cancellation);
        request.Progress("making namespaces, bridge and veth");
        var wire = await Wire.BuildAsync(site, WireOptions.From(request.Parameters), cancellation);
        var host = await site.AddNamespaceAsync("host", cancellation);
        await wire.AttachAsync(host, HostInterface, cancellation);
        await host.SetAsync("net/ipv4/icmp_echo_ignore_all", "1", cancellation);
        // QEMU sends a guest's pings through a socket that Linux grants to groups in this range only: icmp(7).
        await host.SetAsync("net/ipv4/ping_group_range", "0 2147483647", cancellation);

        request.Progress($"booting the guest ({guest.Accelerator})");
        var server = request.Servers[0];
        var machine = await guest.BootAsync(site, new GuestPlace
        {
            Number = 0,
            Inside = host,
            Programs = GuestPrograms.Of(request, 0),
            Network = new GuestNetwork { Station = Guest, Gateway = Gateway, Mtu = GuestMtu },
        }, QemuMachine.User(wire.SystemStation, Guest, server.Ports), cancellation);

        var description = await wire.DescribeAsync(cancellation);
        await guest.DescribeAsync(machine, description, cancellation);
        description["nat"] = $"QEMU user networking; TCP ports {string.Join(", ", server.Ports)} of the host's address lead to the guest";
        description["ping"] = $"from the guest only: {PingNotCarried}";
        description["host's interface"] = await InterfaceState.DescribeAsync(host, HostInterface, cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Links = [wire.Link(server, machine.Agent)],
            CaptureNode = wire.Peer,
            Guests = [machine],
            NotCarried = new Dictionary<(string, string), string> { [("ping", "tx")] = PingNotCarried },
            Description = description,
        };
    }
}
