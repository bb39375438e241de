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
        ["cpu"] = FirstValue("/proc/cpuinfo", "model name"),
        ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["memory"] = FirstValue("/proc/meminfo", "MemTotal"),
        ["machine's own hypervisor"] = ReadLine("/sys/hypervisor/type") ?? (HasHypervisorFlag() ? "yes, of a kind it does not name" : "none seen"),
        ["operating system"] = FirstValue("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"'),
        ["kernel"] = ReadLine("/proc/sys/kernel/osrelease"),
        ["clock source"] = ReadLine("/sys/devices/system/clocksource/clocksource0/current_clocksource"),
        ["cpu governor"] = ReadLine("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        ["load average at start"] = ReadLine("/proc/loadavg"),
        ["congestion control"] = ReadLine("/proc/sys/net/ipv4/tcp_congestion_control"),
        [".net"] = RuntimeInformation.FrameworkDescription,
    };

    private static bool HasHypervisorFlag() =>
        FirstValue("/proc/cpuinfo", "flags")?.Split(' ').Contains("hypervisor") == true;

    private static string? ReadLine(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? FirstValue(string file, string key, char separator = ':')
    {
        try
        {
            return File.ReadLines(file)
                .Select(line => line.Split(separator, 2))
                .FirstOrDefault(parts => parts.Length == 2 && parts[0].Trim() == key)?[1].Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
