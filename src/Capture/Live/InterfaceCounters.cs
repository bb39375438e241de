using System.Globalization;

namespace Wiretax.Capture;

/// <summary>
/// Frames that an interface lost before anyone could capture them. Read from <c>/proc/thread-self/net/dev</c>, whose receive drops
/// are the sum of the <c>rx_dropped</c> and <c>rx_missed_errors</c> that sysfs shows: sysfs shows the interfaces of the
/// namespace it was mounted in, which is another one after a mere <c>nsenter --net</c>.
/// </summary>
internal static class InterfaceCounters
{
    private const int ReceiveDropColumn = 3;

    /// <returns>Null for an interface that the kernel does not list, as <c>any</c>.</returns>
    public static long? ReceiveDrops(string name)
    {
        const string source = "/proc/thread-self/net/dev";
        return File.Exists(source) ? ReceiveDrops(name, File.ReadLines(source)) : null;
    }

    internal static long? ReceiveDrops(string name, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var colon = line.LastIndexOf(':');
            if (colon < 0 || !line.AsSpan(0, colon).Trim().SequenceEqual(name))
                continue;
            var columns = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return columns.Length > ReceiveDropColumn
                && long.TryParse(columns[ReceiveDropColumn], NumberStyles.None, CultureInfo.InvariantCulture, out var drops)
                    ? drops
                    : null;
        }
        return null;
    }
}
