using System.Globalization;
using Wiretax.Agent.Protocol;

namespace Wiretax.Agent.Counters;

/// <summary>
/// The <c>cpuN</c> lines of <c>/proc/stat</c> (proc(5)): user nice system idle iowait irq softirq steal, in ticks of
/// USER_HZ, which Linux has fixed at 100 a second for programs.
/// </summary>
internal static class ProcessorTimes
{
    private const string Prefix = "cpu";
    private const int Columns = 8;
    private const long NanosecondsPerTick = 10_000_000;

    public static IEnumerable<ProcessorCounters> Read(IEnumerable<string> lines) => lines.Select(Read).OfType<ProcessorCounters>();

    private static ProcessorCounters? Read(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length <= Columns || !fields[0].StartsWith(Prefix, StringComparison.Ordinal)
            || !int.TryParse(fields[0].AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var processor))
        {
            return null;
        }

        var times = new long[Columns];
        for (var at = 0; at < Columns; at++)
        {
            if (!long.TryParse(fields[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
                return null;
            times[at] = ticks * NanosecondsPerTick;
        }
        return new ProcessorCounters
        {
            Processor = processor,
            User = times[0] + times[1],
            System = times[2],
            Idle = times[3] + times[4],
            Interrupt = times[5],
            SoftInterrupt = times[6],
            Steal = times[7],
        };
    }
}
