using System.Globalization;
using System.Text;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Guests;

/// <summary>The first program of a guest: a script for busybox, written for one guest.</summary>
internal static class GuestInit
{
    /// <summary>Where the program, its files and the modules are in the guest.</summary>
    public const string Folder = "/wiretax";

    public const string ReadyLine = $"{Says} {ServerProcess.ReadyLine}";
    public const string AgentReadyLine = $"{AgentSays} {ServerProcess.ReadyLine}";
    public const string KernelLine = $"{Says} kernel ";
    public const string AliveLine = $"{Says} alive";

    /// <summary>Begins each line that the guest has for us on its console.</summary>
    private const string Says = "wiretax-guest:";
    private const string AgentSays = "wiretax-agent:";

    /// <summary>Turns a guest off; the hypervisor's process ends with it.</summary>
    private const string PowerOff = "/bin/busybox poweroff -f";

    /// <summary>A guest that says that it lives, and turns itself off: what an accelerator is proven with.</summary>
    public static string Probe => $"#!/bin/busybox sh\necho '{AliveLine}'\n{PowerOff}\n";

    /// <param name="modules">Names of files in the guest's folder of modules, in the order to load them.</param>
    public static string Script(GuestNetwork network, GuestPrograms programs, IEnumerable<string> modules)
    {
        var script = new StringBuilder();
        Line("#!/bin/busybox sh");
        Line("/bin/busybox --install -s /bin; export PATH=/bin HOME=/");
        Line("mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs devtmpfs /dev; mount -t tmpfs tmpfs /tmp");
        foreach (var module in modules)
            Line($"insmod {Folder}/modules/{module} || echo '{Says} {module} does not load'");

        Line("wait_for() { tries=0; until eval \"$1\" 2>/dev/null || [ $tries -ge 200 ]; do sleep 0.05; tries=$((tries + 1)); done; }");
        Line("nic_of() { for each in /sys/class/net/*; do [ \"$(cat $each/address)\" != \"$1\" ] || basename $each; done; }");
        Line("[ ! -e /proc/sys/net/ipv6 ] || for each in /proc/sys/net/ipv6/conf/*/disable_ipv6; do echo 1 >$each; done");
        Line("ip link set lo up");
        if (network.Management is { } management)
            Connect(management);
        Connect(network.Station);
        Line($"ip link set $nic mtu {Number(network.Mtu)} || {Fail($"the NIC cannot have an MTU of {Number(network.Mtu)}")}");
        // A NIC that negotiates takes a second or two until it has a link.
        Line("wait_for '[ \"$(cat /sys/class/net/$nic/carrier)\" = 1 ]'");
        if (network.FarEnd is { } far)
            Line($"arp -i $nic -s {far.Address} {far.HardwareAddress}");
        if (network.Gateway is { } gateway)
            Line($"ip route add default via {gateway}");

        Line("driver=$(basename $(readlink /sys/class/net/$nic/device/driver) 2>/dev/null)");
        Line($"echo \"{KernelLine}$(uname -r), driver ${{driver:-unknown}}\"");
        if (programs.Agent is { } agent)
            Line($"{{ cd {Folder}; {Command(programs.Server.Program, agent.Arguments)} </dev/null 2>&1; }} | while read -r said; do echo \"{AgentSays} $said\"; done &");
        Line($"{{ {Command(programs.Server.Program, programs.Server.Arguments)} </dev/null 2>&1; echo \"the server ended with status $?\"; }} | while read -r said; do echo \"{Says} $said\"; done");
        Line(PowerOff);
        return script.ToString();

        void Line(string text) => script.Append(text).Append('\n');

        void Connect(Station station)
        {
            Line($"wait_for '[ -n \"$(nic_of {station.HardwareAddress})\" ]'; nic=$(nic_of {station.HardwareAddress})");
            Line($"[ -n \"$nic\" ] || {Fail($"no network interface {station.HardwareAddress} appeared")}");
            Line($"ip addr add {station.WithPrefix} dev $nic; ip link set $nic up");
        }
    }

    private static string Fail(string why) => $"{{ echo '{Says} {why}'; {PowerOff}; }}";

    private static string Command(string program, IEnumerable<string> arguments) =>
        string.Join(' ', arguments.Prepend($"{Folder}/{Path.GetFileName(program)}").Select(Quoted));

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
