using System.Globalization;
using Wiretax.Agent.Protocol;

namespace Wiretax.Agent.Counters;

/// <summary>
/// <c>/proc/net/dev</c>: for each interface eight receive columns (bytes packets errs drop fifo frame compressed
/// multicast) and eight transmit columns (bytes packets errs drop ...).
/// </summary>
internal static class InterfaceTable
{
    private const int SentColumn = 8;
    private const int Columns = 16;

    public static IEnumerable<InterfaceCounters> Read(IEnumerable<string> lines) => lines.Select(Read).OfType<InterfaceCounters>();

    private static InterfaceCounters? Read(string line)
    {
        var colon = line.LastIndexOf(':');
        if (colon < 0)
            return null;
        var values = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(each => long.TryParse(each, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : (long?)null)
            .OfType<long>().ToArray();
        return values.Length != Columns ? null : new InterfaceCounters
        {
            Name = line[..colon].Trim(),
            ReceivedBytes = values[0],
            ReceivedPackets = values[1],
            ReceivedErrors = values[2],
            ReceivedDrops = values[3],
            SentBytes = values[SentColumn],
            SentPackets = values[SentColumn + 1],
            SentErrors = values[SentColumn + 2],
            SentDrops = values[SentColumn + 3],
        };
    }
}
