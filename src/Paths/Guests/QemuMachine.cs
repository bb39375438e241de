using System.Globalization;
using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Guests;

/// <summary>QEMU's command line.</summary>
internal static class QemuMachine
{
    public const string Program = "qemu-system-x86_64";

    /// <summary>A machine with a serial console on standard output, and nothing else.</summary>
    public static IReadOnlyList<string> Bare(GuestKernel kernel, Accelerator accelerator, string files, GuestOptions options) =>
    [
        "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
        .. accelerator.Arguments,
        "-m", string.Create(CultureInfo.InvariantCulture, $"size={options.MemoryBytes}B"),
        "-smp", options.Vcpus.ToString(CultureInfo.InvariantCulture),
        "-kernel", kernel.Image, "-initrd", files,
        "-append", $"console=ttyS0 quiet loglevel=4 panic=-1 rdinit={options.Init}",
        "-serial", "stdio", "-monitor", "none",
    ];

    /// <summary>The socket that <see cref="QemuMonitor"/> talks to.</summary>
    public static IReadOnlyList<string> Monitor(string socket) => ["-qmp", $"unix:{socket},server=on,wait=off"];

    /// <summary>A NIC on a tap of the namespace that QEMU runs in.</summary>
    /// <param name="superFrames">Whether guest and tap may hand each other super-frames, where the NIC can.</param>
    public static string Tap(string name, bool superFrames) =>
        $"tap,ifname={name},script=no,downscript=no,vhost=off,vnet_hdr={(superFrames ? "on" : "off")}";

    /// <summary>A NIC behind QEMU's own address translation; TCP ports of an address of the host lead to the guest.</summary>
    public static string User(Station outside, Station inside, IEnumerable<int> ports) =>
        "user,ipv6=off" + string.Concat(ports.Select(port => string.Create(CultureInfo.InvariantCulture,
            $",hostfwd=tcp:{outside.Address}:{port}-{inside.Address}:{port}")));

    /// <param name="name">Of the connection; one for each NIC.</param>
    public static IReadOnlyList<string> Nic(string name, string backend, GuestNic nic, Station station) =>
    [
        "-netdev", $"{backend},id={name}",
        "-device", $"{nic.Device},netdev={name},mac={station.HardwareAddress},romfile=",
    ];

    /// <returns>As <c>7.2.22</c>.</returns>
    public static async Task<string> VersionAsync(CancellationToken cancellation)
    {
        var said = await Tool.RunAsync(Program, ["--version"], cancellation);
        return said.Split(' ').SkipWhile(word => word != "version").Skip(1).FirstOrDefault()?.Split('\n')[0] ?? "unknown";
    }
}
