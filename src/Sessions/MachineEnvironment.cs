using System.Globalization;
using System.Runtime.InteropServices;

namespace Wiretax.Sessions;

/// <summary>What must be known of a machine to judge a figure that was measured on it.</summary>
public static class MachineEnvironment
{
    /// <summary>Name to text in the order of the report; null where the machine does not say.</summary>
    public static IReadOnlyDictionary<string, string?> Describe(string commandLine, string version) => new Dictionary<string, string?>
    {
        ["wiretax"] = version,
        ["command line"] = commandLine,
        ["cpu"] = ProcFile.Value("/proc/cpuinfo", "model name"),
        ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["memory"] = ProcFile.Value("/proc/meminfo", "MemTotal"),
        ["machine's own hypervisor"] = ProcFile.FirstLine("/sys/hypervisor/type") ?? (HasHypervisorFlag() ? "yes, of a kind it does not name" : "none seen"),
        ["operating system"] = ProcFile.Value("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"'),
        ["kernel"] = ProcFile.FirstLine("/proc/sys/kernel/osrelease"),
        ["clock source"] = ProcFile.FirstLine("/sys/devices/system/clocksource/clocksource0/current_clocksource"),
        ["cpu governor"] = ProcFile.FirstLine("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        ["load average at start"] = ProcFile.FirstLine("/proc/loadavg"),
        ["congestion control"] = ProcFile.FirstLine("/proc/sys/net/ipv4/tcp_congestion_control"),
        [".net"] = RuntimeInformation.FrameworkDescription,
    };

    private static bool HasHypervisorFlag() =>
        ProcFile.Value("/proc/cpuinfo", "flags")?.Split(' ').Contains("hypervisor") == true;
}
