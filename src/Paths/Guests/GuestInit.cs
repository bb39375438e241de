using System.Globalization;
using System.Net;
using System.Text;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Guests;

/// <summary>What a guest is to be: its station, its far end, and what it serves.</summary>
internal sealed record GuestSetup
{
    public required Station Station { get; init; }

    /// <summary>The station at the far end, made known so that none has to ask; null behind a router.</summary>
    public required Station? FarEnd { get; init; }

    /// <summary>The router of a guest that is not on the peer's own network.</summary>
    public IPAddress? Gateway { get; init; }
    public required int Mtu { get; init; }
    public required ServerCommand Server { get; init; }

    /// <summary>Files of modules to load, in order.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];
}

/// <summary>The first program of a guest: a script for busybox, written for one guest.</summary>
internal static class GuestInit
{
    public const string Interface = "eth0";
    public const string Folder = "/wiretax";

    /// <summary>Begins each line that the guest has for us on its console.</summary>
    public const string Says = "wiretax-guest:";
    public const string ReadyLine = $"{Says} {ServerProcess.ReadyLine}";
    public const string AliveLine = $"{Says} alive";

    /// <summary>Turns a guest off; the hypervisor's process ends with it.</summary>
    private const string PowerOff = "/bin/busybox poweroff -f";

    /// <summary>A guest that says that it lives, and turns itself off: what an accelerator is proven with.</summary>
    public static string Probe => $"#!/bin/busybox sh\necho '{AliveLine}'\n{PowerOff}\n";

    public static string Script(GuestSetup guest)
    {
        var script = new StringBuilder();
        Line("#!/bin/busybox sh");
        Line("/bin/busybox --install -s /bin; export PATH=/bin HOME=/");
        Line("mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs devtmpfs /dev; mount -t tmpfs tmpfs /tmp");
        foreach (var module in guest.Modules)
            Line($"insmod {Folder}/modules/{Path.GetFileName(module)} || echo '{Says} {Path.GetFileName(module)} does not load'");

        Line($"tries=0; while [ ! -e /sys/class/net/{Interface} ] && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done");
        Line($"[ -e /sys/class/net/{Interface} ] || {{ echo '{Says} no network interface appeared'; {PowerOff}; }}");
        Line("[ ! -e /proc/sys/net/ipv6 ] || for each in /proc/sys/net/ipv6/conf/*/disable_ipv6; do echo 1 >$each; done");
        Line("ip link set lo up");
        Line($"ip link set {Interface} mtu {guest.Mtu.ToString(CultureInfo.InvariantCulture)} || {{ echo '{Says} the NIC cannot have an MTU of {guest.Mtu}'; {PowerOff}; }}");
        Line($"ip addr add {guest.Station.WithPrefix} dev {Interface}; ip link set {Interface} up");
        if (guest.FarEnd is { } far)
            Line($"arp -i {Interface} -s {far.Address} {far.HardwareAddress}");
        if (guest.Gateway is { } gateway)
            Line($"ip route add default via {gateway}");

        Line($"echo \"{Says} $(uname -r), driver $(basename $(readlink /sys/class/net/{Interface}/device/driver) 2>/dev/null)\"");
        Line($"{{ {Command(guest.Server)} </dev/null 2>&1; echo \"the server ended with status $?\"; }} | while read -r said; do echo \"{Says} $said\"; done");
        Line(PowerOff);
        return script.ToString();

        void Line(string text) => script.Append(text).Append('\n');
    }

    private static string Command(ServerCommand server) => string.Join(' ',
        server.Arguments.Prepend($"{Folder}/{Path.GetFileName(server.Program)}").Select(Quoted));

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
