using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Kinds;

/// <summary>QEMU guests, one for each pair, whose NICs are on the switches of the peer's wires.</summary>
internal sealed class BridgedQemuPath : IPathKind
{
    private const string Tap = "tap0";

    public string Kind => "vm-bridged";
    public int MostPairs => 16;
    public string Summary => "QEMU guest, its NIC bridged to the peer's network";
    public long LeastMemoryBytes => QemuGuest.LeastMemoryBytes;
    public bool UsesAgent => true;

    /// <summary>What the guest is where the scenario does not say.</summary>
    public GuestOptions Defaults { get; init; } = new();

    public Task<PathAvailability> CheckAsync(CancellationToken cancellation) => QemuProof.CheckAsync(cancellation);

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) =>
        PathSite.BuildAsync(site => BuildAsync(site, request, cancellation));

    private async Task<IPath> BuildAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        var guest = await QemuGuest.PrepareAsync(request, Defaults, cancellation);
        request.Progress("making namespaces, bridge and tap");
        var wires = await Wire.BuildAsync(site, request.Servers.Count, WireOptions.From(request.Parameters), cancellation);

        request.Progress(GuestText.Booting(wires.Count, guest.Accelerator));
        var machines = await Task.WhenAll(wires.Select(async (wire, pair) =>
        {
            await wire.AttachTapAsync(Tap, cancellation);
            await wire.KnowSystemAsync(cancellation);
            return await guest.BootAsync(site, GuestPlace.OnSwitch(wire, pair, request), QemuMachine.Tap(Tap, superFrames: true), cancellation);
        }));

        var description = await wires[0].DescribeAsync(cancellation);
        await guest.DescribeAsync(machines[0], description, cancellation);
        description["tap"] = await InterfaceState.DescribeAsync(wires[0].Switch, Tap, cancellation);
        if (wires.Count > 1)
            description["guests"] = GuestText.SideBySide(wires.Count);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Links = [.. wires.Select((wire, pair) => wire.Link(request.Servers[pair], machines[pair].Agent))],
            CaptureNode = wires[0].Peer,
            Guests = machines,
            Description = description,
        };
    }
}
