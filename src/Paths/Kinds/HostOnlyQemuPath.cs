using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// A QEMU guest and its host on a network of their own: the host's end of the tap is the peer. No wire and no switch
/// between them; unless offload is on, tap and guest hand each other no super-frames, which the tap's header would carry.
/// </summary>
internal sealed class HostOnlyQemuPath : IPathKind
{
    public string Kind => "vm-host-only";
    public string Summary => "QEMU guest and host on a network of their own; the host end is the peer";

    public Task<PathAvailability> CheckAsync(CancellationToken cancellation) => QemuProof.CheckAsync(cancellation);

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) =>
        PathSite.BuildAsync(site => BuildAsync(site, request, cancellation));

    private static async Task<IPath> BuildAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        var options = WireOptions.From(request.Parameters);
        if (options.BitsPerSecond is not null)
            throw new PathException("A path of kind vm-host-only has no wire that could have a rate; leave 'rate' out.");

        var guest = await QemuGuest.PrepareAsync(request, new GuestOptions(), cancellation);
        request.Progress("making a namespace and a tap");
        var peer = await site.AddNamespaceAsync("peer", cancellation);
        await Interfaces.AddTapAsync(peer, Wire.PeerInterface, cancellation);
        await Interfaces.AddressAsync(peer, Wire.PeerInterface, PathAddresses.Peer, options.Mtu, cancellation);
        await Interfaces.NeighbourAsync(peer, Wire.PeerInterface, PathAddresses.SystemUnderTest, cancellation);

        var machine = await guest.BootAsync(site, request, peer, QemuMachine.Tap(Wire.PeerInterface, options.SuperFrames), new GuestNetwork
        {
            Station = PathAddresses.SystemUnderTest,
            FarEnd = PathAddresses.Peer,
            Mtu = options.Mtu,
        }, cancellation);

        var description = new Dictionary<string, string?>
        {
            ["wire"] = "none: the guest's tap is the peer's interface",
            ["peer interface"] = await InterfaceState.DescribeAsync(peer, Wire.PeerInterface, cancellation),
        };
        await guest.DescribeAsync(machine, description, cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Endpoints = new PathEndpoints(Wire.PeerInterface, PathAddresses.Peer.Address, PathAddresses.SystemUnderTest.Address),
            Peer = peer,
            Hypervisors = [machine.Process],
            Description = description,
        };
    }
}
