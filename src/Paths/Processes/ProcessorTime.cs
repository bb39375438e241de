using System.Globalization;
using System.Runtime.InteropServices;

namespace Wiretax.Paths.Processes;

/// <summary>
/// User and system time of a process and of those that it started: User-mode Linux runs each of its guest's processes
/// in a process of its own. Read from the kernel's clock of a process (nanoseconds), not from the 10 ms ticks of /proc.
/// </summary>
internal static partial class ProcessorTime
{
    private const double NanosecondsPerSecond = 1e9;

    /// <returns>Seconds; null when the process is gone.</returns>
    public static double? SecondsOf(int pid) => ClockOf(pid) is { } own
        ? own + ProcessTable.EndedChildrenSeconds(pid).GetValueOrDefault() + ChildrenOf(pid).Sum(child => SecondsOf(child).GetValueOrDefault())
        : null;

    /// <summary>All threads of one process, ended ones too: clock_getcpuclockid(3).</summary>
    private static double? ClockOf(int pid) =>
        ClockId(pid, out var clock) == 0 && Read(clock, out var time) == 0
            ? time.Seconds + time.Nanoseconds / NanosecondsPerSecond
            : null;

    private static List<int> ChildrenOf(int pid)
    {
        var children = new List<int>();
        try
        {
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{pid}/task"))
            {
                foreach (var child in File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    children.Add(int.Parse(child, CultureInfo.InvariantCulture));
            }
        }
        catch (IOException)
        {
            // The process or a thread of it has ended, or the kernel keeps no such list.
        }
        return children;
    }

    [LibraryImport("libc", EntryPoint = "clock_getcpuclockid")]
    private static partial int ClockId(int pid, out int clock);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
