using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// A QEMU guest and its host on a network of their own: the host's end of the tap is the peer. No wire and no switch
/// between them; unless offload is on, tap and guest hand each other no super-frames, which the tap's header would carry.
/// </summary>
internal sealed class HostOnlyQemuPath : IPathKind
{
    private const string PeerInterface = "peer0";

    public string Kind => "vm-host-only";
    public string Summary => "QEMU guest and host on a network of their own; the host end is the peer";
    public long LeastMemoryBytes => QemuGuest.LeastMemoryBytes;
    public bool UsesAgent => true;

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
        await Interfaces.AddTapAsync(peer, PeerInterface, cancellation);
        await Interfaces.AddressAsync(peer, PeerInterface, PathAddresses.Peer(), options.Mtu, cancellation);
        await Interfaces.NeighbourAsync(peer, PeerInterface, PathAddresses.SystemUnderTest(), cancellation);

        request.Progress($"booting the guest ({guest.Accelerator})");
        var machine = await guest.BootAsync(site, new GuestPlace
        {
            Number = 0,
            Inside = peer,
            Programs = GuestPrograms.Of(request, 0),
            Network = new GuestNetwork { Station = PathAddresses.SystemUnderTest(), FarEnd = PathAddresses.Peer(), Mtu = options.Mtu },
        }, QemuMachine.Tap(PeerInterface, options.SuperFrames), cancellation);

        var description = new Dictionary<string, string?>
        {
            ["wire"] = "none: the guest's tap is the peer's interface",
            ["peer interface"] = await InterfaceState.DescribeAsync(peer, PeerInterface, cancellation),
        };
        await guest.DescribeAsync(machine, description, cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Links =
            [
                new PathLink
                {
                    PeerInterface = PeerInterface,
                    PeerAddress = PathAddresses.Peer().Address,
                    SystemUnderTestAddress = PathAddresses.SystemUnderTest().Address,
                    Server = request.Servers[0],
                    Peer = new LocalEnd(peer.Start),
                    SystemUnderTest = machine.Agent,
                },
            ],
            CaptureNode = peer,
            Guests = [machine],
            Description = description,
        };
    }
}
