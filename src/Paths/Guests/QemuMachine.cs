using System.Globalization;
using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Guests;

/// <summary>A guest under QEMU.</summary>
internal static class QemuMachine
{
    public const string Program = "qemu-system-x86_64";

    /// <summary>A machine with a serial console on standard output, and nothing else.</summary>
    public static IReadOnlyList<string> Bare(GuestKernel kernel, Accelerator accelerator, string files, long memoryBytes, int vcpus) =>
    [
        "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
        .. accelerator.Arguments,
        "-m", string.Create(CultureInfo.InvariantCulture, $"size={memoryBytes}B"),
        "-smp", vcpus.ToString(CultureInfo.InvariantCulture),
        "-kernel", kernel.Image, "-initrd", files,
        "-append", "console=ttyS0 quiet loglevel=4 panic=-1 rdinit=/init",
        "-serial", "stdio", "-monitor", "none",
    ];

    /// <summary>A NIC on a tap of the namespace that QEMU runs in.</summary>
    public static IReadOnlyList<string> OnTap(string tap, GuestNic nic, Station station) =>
    [
        "-netdev", $"tap,id=wire,ifname={tap},script=no,downscript=no,vhost=off",
        "-device", $"{nic.Device},netdev=wire,mac={station.HardwareAddress},romfile=",
    ];

    /// <returns>As <c>7.2.22</c>.</returns>
    public static async Task<string> VersionAsync(CancellationToken cancellation)
    {
        var said = await Tool.RunAsync(Program, ["--version"], cancellation);
        return said.Split(' ').SkipWhile(word => word != "version").Skip(1).FirstOrDefault()?.Split('\n')[0] ?? "unknown";
    }
}
