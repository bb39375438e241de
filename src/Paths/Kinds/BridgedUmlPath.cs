using System.Globalization;
using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Kinds;

/// <summary>
/// A User-mode Linux guest on the peer's switch: a kernel that is a process, so a hypervisor of quite another make,
/// which needs nothing of the processor.
/// </summary>
internal sealed class BridgedUmlPath : IPathKind
{
    private const string Program = "linux.uml";
    private const string Tap = "tap0";
    private const string GuestInterface = "vec0";
    private static readonly TimeSpan BootLimit = TimeSpan.FromSeconds(60);

    public string Kind => "uml-bridged";
    public string Summary => "User-mode Linux guest, its NIC bridged to the peer's network";

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
        var wire = await Wire.BuildAsync(site, WireOptions.From(request.Parameters), cancellation);
        await wire.AttachTapAsync(Tap, cancellation);
        await wire.KnowAsync(PathAddresses.SystemUnderTest, cancellation);

        request.Progress("booting the guest (User-mode Linux)");
        var files = Path.Combine(site.Folder, "guest.cpio");
        await InitialFileSystem.WriteAsync(files, new GuestNetwork
        {
            Station = PathAddresses.SystemUnderTest,
            FarEnd = PathAddresses.Peer,
            Mtu = wire.Options.Mtu,
            Interface = GuestInterface,
        }, request.Server, modules: [], cancellation);
        var machine = await GuestMachine.BootAsync(
            site, wire.Switch.Start(Program, Arguments(site, files, options, wire.Options.Mtu)), BootLimit, cancellation);
        File.Delete(files);

        var description = await wire.DescribeAsync(cancellation);
        description["hypervisor"] = $"User-mode Linux {await VersionAsync(cancellation)}";
        description["guest"] = string.Create(CultureInfo.InvariantCulture, $"1 CPU, {options.MemoryBytes >> 20} MiB");
        description["guest's kernel and driver"] = machine.Reported;
        description["nic"] = "vector transport on a tap, 128 frames at a time";
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

    private static string[] Arguments(PathSite site, string files, GuestOptions options, int mtu) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"mem={options.MemoryBytes >> 20}M"),
        $"initrd={files}", "root=/dev/ram0", $"rdinit={options.Init}",
        string.Create(CultureInfo.InvariantCulture, $"{GuestInterface}:transport=tap,ifname={Tap},depth=128,gro=1,mtu={mtu},mac={PathAddresses.SystemUnderTest.HardwareAddress}"),
        $"uml_dir={site.Folder}", "umid=guest",
        "con=null", "con0=fd:0,fd:1", "quiet", "panic=-1",
    ];

    private static async Task<string> VersionAsync(CancellationToken cancellation) =>
        (await Tool.RunAsync(Program, ["--version"], cancellation)).Trim();
}
