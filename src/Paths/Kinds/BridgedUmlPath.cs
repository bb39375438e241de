using System.Globalization;
using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// User-mode Linux guests, one for each pair, on the switches of the peer's wires: kernels that are processes, so a
/// hypervisor of quite another make, which needs nothing of the processor.
/// </summary>
internal sealed class BridgedUmlPath : IPathKind
{
    private const string Program = "linux.uml";
    private const string Tap = "tap0";
    private static readonly TimeSpan BootLimit = TimeSpan.FromSeconds(60);

    public string Kind => "uml-bridged";
    public int MostPairs => 16;
    public string Summary => "User-mode Linux guest, its NIC bridged to the peer's network";
    public bool UsesAgent => true;

    public async Task<PathAvailability> CheckAsync(CancellationToken cancellation)
    {
        if (await NamespaceProof.WhyNotAsync(cancellation) is { } why)
            return why;
        if (!File.Exists("/dev/net/tun"))
            return new PathAvailability(false, "There is no /dev/net/tun for a guest's NIC.", "sudo modprobe tun");
        foreach (var tool in (string[])[Program, "busybox", "ldd"])
        {
            if (Tool.Find(tool) is null)
                return new PathAvailability(false, $"'{tool}' is not installed here.", Tool.Remedy(tool));
        }
        return new PathAvailability(true, Detail: $"User-mode Linux {await VersionAsync(cancellation)}");
    }

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) =>
        PathSite.BuildAsync(site => BuildAsync(site, request, cancellation));

    private static async Task<IPath> BuildAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        var options = new GuestOptions { MemoryBytes = 256L << 20 }.With(request.Parameters);
        request.Progress("making namespaces, bridge and tap");
        var wires = await Wire.BuildAsync(site, request.Servers.Count, WireOptions.From(request.Parameters), cancellation);

        request.Progress(GuestText.Booting(wires.Count, "User-mode Linux"));
        var machines = await Task.WhenAll(wires.Select((wire, pair) => BootAsync(site, wire, pair, request, options, cancellation)));

        var description = await wires[0].DescribeAsync(cancellation);
        description["hypervisor"] = $"User-mode Linux {await VersionAsync(cancellation)}";
        description["guest"] = string.Create(CultureInfo.InvariantCulture, $"1 CPU, {options.MemoryBytes >> 20} MiB");
        description["guest's kernel and driver"] = machines[0].Reported;
        description["nic"] = "vector transport on a tap, 128 frames at a time";
        if (machines[0].Agent is not null)
            description["agent"] = "in the guest, reached over a NIC of its own that is on no switch";
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

    private static async Task<GuestMachine> BootAsync(
        PathSite site, Wire wire, int pair, PathRequest request, GuestOptions options, CancellationToken cancellation)
    {
        await wire.AttachTapAsync(Tap, cancellation);
        await wire.KnowSystemAsync(cancellation);
        var place = GuestPlace.OnSwitch(wire, pair, request);
        var management = await ManagementLink.BuildAsync(place.Inside, place.Programs.Agent, pair, cancellation);

        var name = string.Create(CultureInfo.InvariantCulture, $"guest{pair}");
        var files = Path.Combine(site.Folder, name + ".cpio");
        await InitialFileSystem.WriteAsync(
            files, place.Network with { Management = management?.Guest }, place.Programs, modules: [], cancellation);
        var machine = await GuestMachine.BootAsync(site, wire.Switch.Start(Program,
        [
            string.Create(CultureInfo.InvariantCulture, $"mem={options.MemoryBytes >> 20}M"),
            $"initrd={files}", "root=/dev/ram0", $"rdinit={options.Init}",
            Nic(0, Tap, place.Network.Station, wire.Options.Mtu),
            .. management is null ? (string[])[] : [Nic(1, management.Tap, management.Guest, mtu: null)],
            $"uml_dir={site.Folder}", $"umid={name}",
            "con=null", "con0=fd:0,fd:1", "quiet", "panic=-1",
        ]), power: null, management?.End(place.Programs.Agent!.Port), BootLimit, cancellation);
        File.Delete(files);
        return machine;
    }

    private static string Nic(int number, string tap, Station station, int? mtu) => string.Create(CultureInfo.InvariantCulture,
        $"vec{number}:transport=tap,ifname={tap},depth=128,gro=1{(mtu is null ? "" : $",mtu={mtu}")},mac={station.HardwareAddress}");

    private static async Task<string> VersionAsync(CancellationToken cancellation) =>
        (await Tool.RunAsync(Program, ["--version"], cancellation)).Trim();
}
