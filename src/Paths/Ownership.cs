using System.Globalization;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths;

/// <summary>
/// Who made a thing that outlives a process (a namespace, a folder): its name begins with the owner's pid and start
/// time, <c>wt-PID-START-</c>, so that what a killed session left can be told from what a live one uses.
/// </summary>
internal readonly record struct Ownership(int Pid, long StartTime)
{
    private const string Mark = "wt";
    private static int _things;

    public static Ownership Mine { get; } = new(Environment.ProcessId, ProcessTable.StartTime(Environment.ProcessId) ?? 0);

    public bool IsAlive => ProcessTable.IsAlive(Pid, StartTime);

    /// <summary>A name that nothing else has.</summary>
    public static string NewName() =>
        string.Create(CultureInfo.InvariantCulture, $"{Mark}-{Mine.Pid}-{Mine.StartTime}-{Interlocked.Increment(ref _things)}");

    /// <returns>Null when it is no name of this program's making.</returns>
    public static Ownership? Of(string name)
    {
        var parts = name.Split('-');
        return parts.Length >= 4 && parts[0] == Mark
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? new Ownership(pid, start)
            : null;
    }
}
