using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Guests;

/// <summary>Whether QEMU guests can be had here, and how they run.</summary>
internal static class QemuProof
{
    public static async Task<PathAvailability> CheckAsync(CancellationToken cancellation)
    {
        if (await NamespaceProof.WhyNotAsync(cancellation) is { } why)
            return why;
        if (!File.Exists("/dev/net/tun"))
            return new PathAvailability(false, "There is no /dev/net/tun for a guest's NIC.", "sudo modprobe tun");
        foreach (var tool in (string[])[QemuMachine.Program, "busybox", "ldd"])
        {
            if (Tool.Find(tool) is null)
                return new PathAvailability(false, $"'{tool}' is not installed here.", Tool.Remedy(tool));
        }
        if (GuestKernel.WhyNot() is { } missing)
            return missing;

        var kernel = GuestKernel.Open();
        var accelerator = await AcceleratorProof.ChooseAsync(kernel, _ => { }, cancellation);
        var nics = GuestNic.All.Where(nic => nic.Drivers.All(kernel.HasDriver)).Select(nic => nic.Name);
        return new PathAvailability(true, Detail:
            $"QEMU {await QemuMachine.VersionAsync(cancellation)}, {accelerator.Name} ({accelerator.Why}), NICs {string.Join(", ", nics)}, {kernel.Version}");
    }
}
