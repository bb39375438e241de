using Wiretax.Agent.Protocol;

namespace Wiretax.Agent.Counters;

/// <summary>The kernel's counters, all read within a moment. A system that does not have them gives empty lists.</summary>
internal static class MachineCounters
{
    public static CountersReply Read()
    {
        var own = Environment.CpuUsage;
        var reply = new CountersReply
        {
            TakenAt = EpochClock.Now,
            OwnUser = own.UserTime.Ticks * TimeSpan.NanosecondsPerTick,
            OwnSystem = own.PrivilegedTime.Ticks * TimeSpan.NanosecondsPerTick,
        };
        reply.Processors.AddRange(ProcessorTimes.Read(Lines("/proc/stat")));
        // The agent's own network namespace; sysfs shows the one that it was mounted in.
        reply.Interfaces.AddRange(InterfaceTable.Read(Lines("/proc/self/net/dev")));
        reply.Interrupts.AddRange(InterruptTable.Read(Lines("/proc/interrupts"), Affinity));
        return reply;
    }

    private static string Affinity(int interrupt) =>
        Lines(FormattableString.Invariant($"/proc/irq/{interrupt}/smp_affinity_list")) is [var first, ..] ? first.Trim() : "";

    /// <returns>None where the file cannot be read.</returns>
    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
