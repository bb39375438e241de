using System.Globalization;

namespace Wiretax.Paths.Guests;

/// <summary>Boots QEMU guests with the product's server in them: the same for every kind of path that has any.</summary>
internal sealed class QemuGuest
{
    /// <summary>
    /// Debian's kernel, its initial file system and the copy that is unpacked from it together: with 160 MiB a guest ends
    /// in the kernel's panic, with 192 it serves.
    /// </summary>
    public const long LeastMemoryBytes = 256L << 20;

    private readonly GuestKernel _kernel;
    private readonly Accelerator _accelerator;

    private QemuGuest(GuestKernel kernel, Accelerator accelerator, GuestOptions options) =>
        (_kernel, _accelerator, Options) = (kernel, accelerator, options);

    public GuestOptions Options { get; }

    /// <exception cref="PathException">QEMU, busybox or the guest's kernel is missing.</exception>
    public static async Task<QemuGuest> PrepareAsync(PathRequest request, GuestOptions defaults, CancellationToken cancellation)
    {
        var options = defaults.With(request.Parameters);
        var kernel = GuestKernel.Open();
        return new QemuGuest(kernel, await AcceleratorProof.ChooseAsync(kernel, request.Progress, cancellation), options);
    }

    /// <param name="backend">What its NIC is connected to.</param>
    public async Task<GuestMachine> BootAsync(PathSite site, GuestPlace place, string backend, CancellationToken cancellation)
    {
        var management = await ManagementLink.BuildAsync(place.Inside, place.Programs.Agent, place.Number, cancellation);
        var network = place.Network with { Management = management?.Guest };
        IEnumerable<string> drivers = management is null ? Options.Nic.Drivers : [.. Options.Nic.Drivers, .. GuestNic.Virtio.Drivers];

        var files = Path.Combine(site.Folder, $"guest{place.Number}.cpio");
        var monitor = Path.Combine(site.Folder, $"guest{place.Number}.monitor");
        await InitialFileSystem.WriteAsync(files, network, place.Programs, _kernel.ModulesFor(drivers), cancellation);
        var machine = await GuestMachine.BootAsync(site, place.Inside.Start(QemuMachine.Program,
        [
            .. QemuMachine.Bare(_kernel, _accelerator, files, Options),
            .. QemuMachine.Monitor(monitor),
            .. QemuMachine.Nic("wire", backend, Options.Nic, network.Station),
            .. management is null ? [] : QemuMachine.Nic("management", QemuMachine.Tap(management.Tap, superFrames: true), GuestNic.Virtio, management.Guest),
        ]), new QemuMonitor(monitor), management?.End(place.Programs.Agent!.Port), Options.BootLimit ?? _accelerator.BootLimit, cancellation);
        File.Delete(files);
        return machine;
    }

    public string Accelerator => _accelerator.Name;

    public async Task DescribeAsync(GuestMachine machine, Dictionary<string, string?> description, CancellationToken cancellation)
    {
        description["hypervisor"] = $"QEMU {await QemuMachine.VersionAsync(cancellation)}";
        description["accelerator"] = $"{_accelerator.Name}: {_accelerator.Why}";
        description["guest"] = string.Create(CultureInfo.InvariantCulture,
            $"{Options.Vcpus} vCPU, {Options.MemoryBytes >> 20} MiB, {_kernel.Version}");
        description["guest's kernel and driver"] = machine.Reported;
        description["nic"] = $"{Options.Nic.Name} (QEMU's {Options.Nic.Device})";
        if (machine.Agent is not null)
            description["agent"] = "in the guest, reached over a virtio NIC of its own that is on no switch";
    }
}
