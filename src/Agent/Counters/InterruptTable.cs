using System.Globalization;
using Wiretax.Agent.Protocol;

namespace Wiretax.Agent.Counters;

/// <summary>
/// <c>/proc/interrupts</c>: a heading with one column for each processor that is online, then a line for each
/// interrupt with its counts and what it is. Lines with fewer counts (ERR, MIS) count for the whole machine.
/// </summary>
internal static class InterruptTable
{
    private const int MaxInterrupts = 2048;

    /// <param name="affinity">Which processors may take an interrupt, by its number.</param>
    public static IEnumerable<InterruptCounters> Read(IReadOnlyList<string> lines, Func<int, string> affinity)
    {
        if (lines.Count == 0)
            return [];
        var processors = Fields(lines[0]).Length;
        return lines.Skip(1).Take(MaxInterrupts).Select(line => Read(line, processors, affinity)).OfType<InterruptCounters>();
    }

    private static InterruptCounters? Read(string line, int processors, Func<int, string> affinity)
    {
        var fields = Fields(line);
        if (fields.Length == 0 || !fields[0].EndsWith(':'))
            return null;
        var name = fields[0][..^1];
        var counters = new InterruptCounters
        {
            Name = name,
            Affinity = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? affinity(number) : "",
        };
        foreach (var field in fields.Skip(1).Take(processors))
        {
            if (!long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                break;
            counters.ByProcessor.Add(count);
        }
        counters.Description = string.Join(' ', fields.Skip(1 + counters.ByProcessor.Count));
        return counters;
    }

    private static string[] Fields(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
