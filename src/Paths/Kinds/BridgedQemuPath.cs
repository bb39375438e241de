using System.Globalization;
using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Kinds;

/// <summary>A QEMU guest whose NIC is on the peer's switch.</summary>
internal sealed class BridgedQemuPath : IPathKind
{
    private const string Tap = "tap0";

    public string Kind => "vm-bridged";

    public Task<PathAvailability> CheckAsync(CancellationToken cancellation) => QemuProof.CheckAsync(cancellation);

    public Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation) =>
        PathSite.BuildAsync(site => BuildAsync(site, request, cancellation));

    private static async Task<IPath> BuildAsync(PathSite site, PathRequest request, CancellationToken cancellation)
    {
        var options = GuestOptions.From(request.Parameters);
        var kernel = GuestKernel.Open();
        var accelerator = await AcceleratorProof.ChooseAsync(kernel, request.Progress, cancellation);

        request.Progress("making namespaces, bridge and tap");
        var wire = await Wire.BuildAsync(site, WireOptions.From(request.Parameters), cancellation);
        await wire.AttachTapAsync(Tap, options.Nic.SuperFrames, cancellation);
        await wire.KnowAsync(PathAddresses.SystemUnderTest, cancellation);

        request.Progress($"booting the guest ({accelerator.Name})");
        var files = Path.Combine(site.Folder, "guest.cpio");
        await InitialFileSystem.WriteAsync(files, new GuestSetup
        {
            Station = PathAddresses.SystemUnderTest,
            FarEnd = PathAddresses.Peer,
            Mtu = wire.Options.Mtu,
            Server = request.Server,
            Modules = kernel.ModulesFor(options.Nic.Drivers),
        }, cancellation);
        var machine = await GuestBoot.StartAsync(site, wire.Switch.Start(QemuMachine.Program,
        [
            .. QemuMachine.Bare(kernel, accelerator, files, options.MemoryBytes, options.Vcpus),
            .. QemuMachine.OnTap(Tap, options.Nic, PathAddresses.SystemUnderTest),
        ]), accelerator.BootLimit, cancellation);

        var description = await wire.DescribeAsync(cancellation);
        description["hypervisor"] = $"QEMU {await QemuMachine.VersionAsync(cancellation)}";
        description["accelerator"] = $"{accelerator.Name}: {accelerator.Why}";
        description["guest"] = string.Create(CultureInfo.InvariantCulture,
            $"{options.Vcpus} vCPU, {options.MemoryBytes >> 20} MiB, {kernel.Version}");
        description["guest's kernel"] = GuestBoot.Reported(machine);
        description["nic"] = $"{options.Nic.Name} ({options.Nic.Device}) on a tap";
        description["tap"] = await InterfaceState.DescribeAsync(wire.Switch, Tap, cancellation);
        return new BuiltPath(site)
        {
            Name = request.Name,
            Endpoints = new PathEndpoints(Wire.PeerInterface, PathAddresses.Peer.Address, PathAddresses.SystemUnderTest.Address),
            Peer = wire.Peer,
            Hypervisors = [machine],
            Description = description,
        };
    }
}
