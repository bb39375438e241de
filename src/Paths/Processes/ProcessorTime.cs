using System.Globalization;
using System.Runtime.InteropServices;

namespace Wiretax.Paths.Processes;

/// <param name="Seconds">User and system together, from the kernel's clock of a process (nanoseconds).</param>
/// <param name="UserSeconds">From the 10 ms ticks of /proc, as is <paramref name="SystemSeconds"/>.</param>
internal readonly record struct CpuTimes(double Seconds, double UserSeconds, double SystemSeconds);

/// <summary>
/// Processor time of a process and of those that it started: User-mode Linux runs each of its guest's processes in a
/// process of its own.
/// </summary>
internal static partial class ProcessorTime
{
    private const double NanosecondsPerSecond = 1e9;

    /// <returns>Null when the process is gone.</returns>
    public static CpuTimes? Of(int pid)
    {
        if (ClockOf(pid) is not { } own || ProcessTable.Seconds(pid) is not { } ticks)
            return null;
        var sum = new CpuTimes(
            own + ticks.EndedChildrenUser + ticks.EndedChildrenSystem, ticks.User + ticks.EndedChildrenUser, ticks.System + ticks.EndedChildrenSystem);
        foreach (var child in ChildrenOf(pid))
        {
            if (Of(child) is { } more)
                sum = new CpuTimes(sum.Seconds + more.Seconds, sum.UserSeconds + more.UserSeconds, sum.SystemSeconds + more.SystemSeconds);
        }
        return sum;
    }

    /// <summary>Time on a processor of each living thread of a process that has started no other.</summary>
    /// <returns>Null when the process is gone or has started others, or where the kernel does not tell.</returns>
    public static IReadOnlyDictionary<int, double>? OfThreads(int pid)
    {
        if (ChildrenOf(pid).Count > 0)
            return null;
        var threads = new Dictionary<int, double>();
        try
        {
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{pid}/task"))
            {
                // The first of its three figures is nanoseconds on a processor (Documentation/scheduler/sched-stats).
                var text = File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0];
                threads[int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture)] =
                    long.Parse(text, CultureInfo.InvariantCulture) / NanosecondsPerSecond;
            }
        }
        catch (IOException)
        {
            // The process or a thread of it has ended, or the kernel keeps no such figures.
        }
        return threads.Count == 0 ? null : threads;
    }

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
