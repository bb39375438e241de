using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Kinds;

/// <summary>A QEMU guest whose NIC is on the peer's switch.</summary>
internal sealed class BridgedQemuPath : IPathKind
{
    private const string Tap = "tap0";

    public string Kind => "vm-bridged";
    public string Summary => "QEMU guest, its NIC bridged to the peer's network";

    /// <summary>What the guest is where the scenario does not say.</summary>
    public GuestOptions Defaults { get; init; } = new();

    public Task<PathAvailability> CheckAsync(CancellationToken cancellation) => QemuProof.CheckAsync(cancellation);

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) =>
        PathSite.BuildAsync(site => BuildAsync(site, request, cancellation));

    private async Task<IPath> BuildAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        var guest = await QemuGuest.PrepareAsync(request, Defaults, cancellation);
        request.Progress("making namespaces, bridge and tap");
        var wire = await Wire.BuildAsync(site, WireOptions.From(request.Parameters), cancellation);
        await wire.AttachTapAsync(Tap, cancellation);
        await wire.KnowAsync(PathAddresses.SystemUnderTest, cancellation);

        var machine = await guest.BootAsync(site, request, wire.Switch, QemuMachine.Tap(Tap, superFrames: true), new GuestNetwork
        {
            Station = PathAddresses.SystemUnderTest,
            FarEnd = PathAddresses.Peer,
            Mtu = wire.Options.Mtu,
        }, cancellation);

        var description = await wire.DescribeAsync(cancellation);
        await guest.DescribeAsync(machine, description, cancellation);
        description["tap"] = await InterfaceState.DescribeAsync(wire.Switch, Tap, cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Endpoints = new PathEndpoints(Wire.PeerInterface, PathAddresses.Peer.Address, PathAddresses.SystemUnderTest.Address),
            Peer = wire.Peer,
            Hypervisors = [machine.Process],
            Description = description,
        };
    }
}
