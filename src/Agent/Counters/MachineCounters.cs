using Wiretax.Agent.Protocol;
using Wiretax.Generators;

namespace Wiretax.Agent.Counters;

/// <summary>The kernel's counters, all read within a moment. A system that does not have them gives empty lists.</summary>
internal static class MachineCounters
{
    private static readonly string[] NetworkSoftInterrupts = ["NET_RX", "NET_TX"];

    public static CountersReply Read()
    {
        var own = Environment.CpuUsage;
        var reply = new CountersReply
        {
            TakenAt = EpochClock.Now,
            OwnUser = own.UserTime.Ticks * TimeSpan.NanosecondsPerTick,
            OwnSystem = own.PrivilegedTime.Ticks * TimeSpan.NanosecondsPerTick,
        };
        reply.Processors.AddRange(Processors());
        // The agent's own network namespace; sysfs shows the one that it was mounted in.
        reply.Interfaces.AddRange(InterfaceTable.Read(Lines("/proc/self/net/dev")));
        reply.Interrupts.AddRange(InterruptTable.Read(Lines("/proc/interrupts"), Affinity));
        reply.Interrupts.AddRange(SoftInterrupts(Lines("/proc/softirqs")));
        return reply;
    }

    public static IEnumerable<ProcessorCounters> Processors() => ProcessorTimes.Read(Lines("/proc/stat"));

    /// <summary>Those of the network, from a table of the same form as that of interrupts.</summary>
    internal static IEnumerable<InterruptCounters> SoftInterrupts(IReadOnlyList<string> lines)
    {
        foreach (var each in InterruptTable.Read(lines, _ => "").Where(each => NetworkSoftInterrupts.Contains(each.Name)))
        {
            each.Description = each.Name == "NET_RX" ? "softirq: frames received" : "softirq: frames sent";
            yield return each;
        }
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
