using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// Two QEMU guests on one switch: the transfer that the Workstation study set up and never reported. The first is the
/// peer; its traffic starts through its agent and is captured at its tap, where the switch takes it.
/// </summary>
internal sealed class GuestToGuestPath : IPathKind
{
    private const string PeerTap = "peer0";
    private const string SystemTap = "tap0";

    public string Kind => "vm-to-vm";
    public string Summary => "two QEMU guests on one bridge";
    public long LeastMemoryBytes => QemuGuest.LeastMemoryBytes;
    public bool UsesAgent => true;

    public Task<PathAvailability> CheckAsync(CancellationToken cancellation) => QemuProof.CheckAsync(cancellation);

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) =>
        PathSite.BuildAsync(site => BuildAsync(site, request, cancellation));

    private static async Task<IPath> BuildAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        if (request.Agent is null)
            throw new PathException("A path of kind vm-to-vm needs the agent, since its traffic starts in a guest.");
        var options = WireOptions.From(request.Parameters);
        if (options.BitsPerSecond is not null)
            throw new PathException("A path of kind vm-to-vm has no wire that could have a rate; leave 'rate' out.");

        var guest = await QemuGuest.PrepareAsync(request, new GuestOptions(), cancellation);
        request.Progress("making a bridge and two taps");
        var @switch = await site.AddNamespaceAsync("switch", cancellation);
        await Wire.AddSwitchAsync(@switch, cancellation);
        foreach (var tap in (string[])[PeerTap, SystemTap])
            await Wire.AddTapAsync(@switch, tap, options.Mtu, cancellation);

        request.Progress(GuestText.Booting(2, guest.Accelerator));
        Station peer = PathAddresses.Peer(), system = PathAddresses.SystemUnderTest();
        var machines = await Task.WhenAll(
            BootAsync(0, PeerTap, peer, system), BootAsync(1, SystemTap, system, peer));

        var description = new Dictionary<string, string?>
        {
            ["wire"] = "none: two taps on one Linux bridge",
            ["peer"] = "the first guest, of the same make as the second; captured at its tap",
            ["peer interface"] = await InterfaceState.DescribeAsync(@switch, PeerTap, cancellation),
        };
        await guest.DescribeAsync(machines[1], description, cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Links =
            [
                new PathLink
                {
                    PeerInterface = PeerTap,
                    PeerAddress = peer.Address,
                    SystemUnderTestAddress = system.Address,
                    Server = request.Servers[0],
                    Peer = machines[0].Agent!,
                    SystemUnderTest = machines[1].Agent,
                },
            ],
            CaptureNode = @switch,
            Guests = machines,
            Description = description,
        };

        Task<GuestMachine> BootAsync(int number, string tap, Station station, Station farEnd) => guest.BootAsync(site, new GuestPlace
        {
            Number = number,
            Inside = @switch,
            Programs = GuestPrograms.Of(request, 0),
            Network = new GuestNetwork { Station = station, FarEnd = farEnd, Mtu = options.Mtu },
        }, QemuMachine.Tap(tap, options.SuperFrames), cancellation);
    }
}
