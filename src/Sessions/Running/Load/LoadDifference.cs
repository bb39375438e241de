using Wiretax.Agent;
using Wiretax.Paths;

namespace Wiretax.Sessions.Running.Load;

/// <summary>What two readings of counters that only grow say of the time between them.</summary>
internal static class LoadDifference
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Interrupts that are kept for their number alone.</summary>
    private const int MostFrequent = 8;

    public static IReadOnlyList<ProcessorLoad> Processors(AgentCounters before, AgentCounters after) =>
    [
        .. from now in after.Processors
           join then in before.Processors on now.Processor equals then.Processor
           orderby now.Processor
           select new ProcessorLoad(
               now.Processor, Seconds(now.User - then.User), Seconds(now.System - then.System), Seconds(now.SoftInterrupt - then.SoftInterrupt),
               Seconds(now.Interrupt - then.Interrupt), Seconds(now.Steal - then.Steal), Seconds(now.Idle - then.Idle)),
    ];

    /// <summary>
    /// Those that came most often, those of network devices, and the softirqs of the network; none that did not come.
    /// </summary>
    public static IReadOnlyList<InterruptLoad> Interrupts(AgentCounters before, AgentCounters after)
    {
        var earlier = before.Interrupts.ToLookup(each => each.Name);
        var came = (from now in after.Interrupts
                    let then = earlier[now.Name].FirstOrDefault()?.ByProcessor ?? []
                    let counts = now.ByProcessor.Select((count, at) => count - then.ElementAtOrDefault(at)).ToList()
                    where counts.Sum() > 0
                    select new InterruptLoad(now.Name, now.Description, now.Affinity, counts)).ToList();
        var frequent = came.OrderByDescending(each => each.ByProcessor.Sum()).Take(MostFrequent).ToHashSet();
        var interfaces = after.Interfaces.Select(each => each.Name).ToList();
        return [.. came.Where(each => frequent.Contains(each) || IsOfNetwork(each, interfaces))];
    }

    public static IReadOnlyList<HypervisorLoad> Hypervisors(IReadOnlyList<HypervisorTime> before, IReadOnlyList<HypervisorTime> after) =>
    [
        .. from now in after
           join then in before on now.Guest equals then.Guest
           orderby now.Guest
           select new HypervisorLoad(
               now.Guest, now.Seconds - then.Seconds, now.UserSeconds - then.UserSeconds, now.SystemSeconds - then.SystemSeconds,
               BusiestThread(then.Threads, now.Threads)),
    ];

    public static AgentLoad Agent(string side, int pair, AgentCounters before, AgentCounters after) => new(
        side, pair, Seconds(after.TakenAt - before.TakenAt),
        Seconds(after.Own.User + after.Own.System - before.Own.User - before.Own.System),
        Processors(before, after), Interrupts(before, after))
    {
        Interfaces = Interfaces(before, after),
    };

    private static IReadOnlyList<InterfaceLoad> Interfaces(AgentCounters before, AgentCounters after) =>
    [
        .. from now in after.Interfaces
           join then in before.Interfaces on now.Name equals then.Name
           let load = new InterfaceLoad(
               now.Name, now.ReceivedBytes - then.ReceivedBytes, now.ReceivedPackets - then.ReceivedPackets,
               now.ReceivedErrors - then.ReceivedErrors, now.ReceivedDrops - then.ReceivedDrops,
               now.SentBytes - then.SentBytes, now.SentPackets - then.SentPackets, now.SentErrors - then.SentErrors, now.SentDrops - then.SentDrops)
           where load.ReceivedPackets + load.SentPackets + load.ReceivedDrops + load.SentDrops > 0
           select load,
    ];

    public static double Seconds(long nanoseconds) => nanoseconds / NanosecondsPerSecond;

    /// <summary>A thread that was started in between counts from its start.</summary>
    private static double? BusiestThread(IReadOnlyDictionary<int, double>? before, IReadOnlyDictionary<int, double>? after) =>
        before is null || after is null ? null : after.Max(each => each.Value - before.GetValueOrDefault(each.Key));

    /// <summary>Softirqs of the network, virtual NICs' queues (<c>virtio2-input.0</c>), and what an interface gave its name to.</summary>
    private static bool IsOfNetwork(InterruptLoad interrupt, List<string> interfaces) =>
        interrupt.Name is "NET_RX" or "NET_TX"
        || (interrupt.Description.Contains("virtio", StringComparison.Ordinal)
            && (interrupt.Description.Contains("-input", StringComparison.Ordinal) || interrupt.Description.Contains("-output", StringComparison.Ordinal)))
        || interfaces.Any(each => interrupt.Description.EndsWith(each, StringComparison.Ordinal)
            || interrupt.Description.Contains(each + "-", StringComparison.Ordinal));
}
