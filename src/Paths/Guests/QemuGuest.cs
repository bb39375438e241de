using System.Globalization;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Guests;

/// <summary>Boots a QEMU guest with the product's server in it: the same for every kind of path that has one.</summary>
internal sealed class QemuGuest
{
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

    /// <param name="inside">The namespace that QEMU runs in.</param>
    /// <param name="backend">What its NIC is connected to.</param>
    /// <param name="network">The guest's own end.</param>
    public async Task<GuestMachine> BootAsync(
        PathSite site, PathRequest request, NetworkNamespace inside, string backend, GuestNetwork network, CancellationToken cancellation)
    {
        request.Progress($"booting the guest ({_accelerator.Name})");
        var files = Path.Combine(site.Folder, "guest.cpio");
        await InitialFileSystem.WriteAsync(files, network, request.Server, _kernel.ModulesFor(Options.Nic.Drivers), cancellation);
        var machine = await GuestMachine.BootAsync(site, inside.Start(QemuMachine.Program,
        [
            .. QemuMachine.Bare(_kernel, _accelerator, files, Options),
            .. QemuMachine.Nic(backend, Options.Nic, network.Station),
        ]), Options.BootLimit ?? _accelerator.BootLimit, cancellation);
        File.Delete(files);
        return machine;
    }

    public async Task DescribeAsync(GuestMachine machine, Dictionary<string, string?> description, CancellationToken cancellation)
    {
        description["hypervisor"] = $"QEMU {await QemuMachine.VersionAsync(cancellation)}";
        description["accelerator"] = $"{_accelerator.Name}: {_accelerator.Why}";
        description["guest"] = string.Create(CultureInfo.InvariantCulture,
            $"{Options.Vcpus} vCPU, {Options.MemoryBytes >> 20} MiB, {_kernel.Version}");
        description["guest's kernel and driver"] = machine.Reported;
        description["nic"] = $"{Options.Nic.Name} (QEMU's {Options.Nic.Device})";
    }
}
