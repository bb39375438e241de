using System.Globalization;

namespace Wiretax.Paths.Processes;

/// <summary>What the kernel says of a process: /proc/PID/stat, proc(5).</summary>
internal static class ProcessTable
{
    /// <summary>USER_HZ, which Linux fixes at 100 towards user space on every platform that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    // Positions behind the command's closing parenthesis; proc(5) numbers them from 1 with pid and comm before these.
    private const int State = 0;
    private const int UserTicks = 11;
    private const int SystemTicks = 12;
    private const int ChildrenUserTicks = 13;
    private const int ChildrenSystemTicks = 14;
    private const int StartTicks = 19;

    /// <summary>Start of a process in clock ticks since the machine's; null when there is no such process.</summary>
    public static long? StartTime(int pid) => Read($"/proc/{pid}/stat") is { } fields ? Number(fields[StartTicks]) : null;

    /// <summary>Whether the process that started at this time still runs (a zombie does not).</summary>
    public static bool IsAlive(int pid, long startTime) =>
        Read($"/proc/{pid}/stat") is { } fields
        && Number(fields[StartTicks]) == startTime
        && fields[State] is not ("Z" or "X");

    /// <summary>Its own user and system time, and that of children that have ended and been waited for, seconds; null when it is gone.</summary>
    public static (double User, double System, double EndedChildrenUser, double EndedChildrenSystem)? Seconds(int pid) =>
        Read($"/proc/{pid}/stat") is { } fields
            ? (Number(fields[UserTicks]) / TicksPerSecond, Number(fields[SystemTicks]) / TicksPerSecond,
                Number(fields[ChildrenUserTicks]) / TicksPerSecond, Number(fields[ChildrenSystemTicks]) / TicksPerSecond)
            : null;

    private static string[]? Read(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
