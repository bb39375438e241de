namespace Wiretax.Sessions;

/// <summary>
/// What the machines of a run did while its traffic flowed. Lists that a record of an older version does not have are
/// empty.
/// </summary>
public sealed record RunLoad
{
    /// <summary>Between the two readings that all figures are differences of.</summary>
    public required double Seconds { get; init; }

    /// <summary>
    /// Of the machine that the session runs on: it holds the peer and, unless the path leads to another machine, the
    /// system under test or its hypervisor.
    /// </summary>
    public IReadOnlyList<ProcessorLoad> Processors { get; init => field = value ?? []; } = [];

    /// <summary>The interrupts that came most often, and the softirqs of the network (<c>NET_RX</c>, <c>NET_TX</c>).</summary>
    public IReadOnlyList<InterruptLoad> Interrupts { get; init => field = value ?? []; } = [];

    public IReadOnlyList<HypervisorLoad> Hypervisors { get; init => field = value ?? []; } = [];

    /// <summary>By their own counters, through the agent: guests and other machines.</summary>
    public IReadOnlyList<AgentLoad> Agents { get; init => field = value ?? []; } = [];
}

/// <summary>Seconds of one processor in each state (proc(5), <c>/proc/stat</c>). User holds nice, idle holds iowait.</summary>
public sealed record ProcessorLoad(
    int Processor, double User, double System, double SoftInterrupt, double Interrupt, double Steal, double Idle)
{
    /// <summary>In every state but idle. Stolen time counts: something wanted to run.</summary>
    internal double Busy => User + System + SoftInterrupt + Interrupt + Steal;
    internal double Total => Busy + Idle;
}

/// <summary>Shares, 0 to 1, of several processors together; null where no time is known to have passed.</summary>
public static class ProcessorShares
{
    public static double? BusyShare(this IReadOnlyList<ProcessorLoad> processors) => processors.ShareOf(each => each.Busy);

    /// <summary>
    /// Of an agent's processors, over the time between the session's own readings: the agent's first one may have been
    /// before the moment that pairs start at, when they had nothing to do.
    /// </summary>
    public static double? ShareOf(this AgentLoad agent, RunLoad load, Func<ProcessorLoad, double> state)
    {
        var seconds = Math.Min(agent.Seconds, load.Seconds) * agent.Processors.Count;
        return seconds > 0 ? Math.Min(1, agent.Processors.Sum(state) / seconds) : null;
    }

    public static double? BusyShare(this AgentLoad agent, RunLoad load) => agent.ShareOf(load, each => each.Busy);

    public static double? ShareOf(this IReadOnlyList<ProcessorLoad> processors, Func<ProcessorLoad, double> state)
    {
        var total = processors.Sum(each => each.Total);
        return total > 0 ? processors.Sum(state) / total : null;
    }
}

/// <param name="Name">A number, or the kernel's word (<c>LOC</c>, <c>RES</c>, <c>NET_RX</c>).</param>
/// <param name="Affinity">Processors that may take it, as <c>0-1</c>; null where the kernel does not say.</param>
/// <param name="ByProcessor">How often it came, by processor.</param>
public sealed record InterruptLoad(string Name, string Description, string? Affinity, IReadOnlyList<long> ByProcessor);

/// <summary>One hypervisor's processes. User and system are in ticks of 10 ms; null when it is gone.</summary>
/// <param name="Guest">Its number, from 1.</param>
/// <param name="BusiestThreadSeconds">
/// Of its threads (virtual processors, input and output) the busiest; null for a hypervisor whose processes take turns
/// on the guest's one processor, so that <paramref name="Seconds"/> stands for it.
/// </param>
public sealed record HypervisorLoad(
    int Guest, double? Seconds, double? UserSeconds, double? SystemSeconds, double? BusiestThreadSeconds = null);

/// <param name="Side"><c>peer</c> or <c>systemUnderTest</c>.</param>
/// <param name="Pair">From 1.</param>
/// <param name="Seconds">Between its two readings, the first of which may be before the moment that pairs start at.</param>
/// <param name="OwnSeconds">CPU of the agent itself, and so of the generators and servers that it was asked for.</param>
public sealed record AgentLoad(
    string Side, int Pair, double Seconds, double OwnSeconds,
    IReadOnlyList<ProcessorLoad> Processors, IReadOnlyList<InterruptLoad> Interrupts)
{
    /// <summary>Its interfaces that carried anything, the one of the management link among them.</summary>
    public IReadOnlyList<InterfaceLoad> Interfaces { get; init => field = value ?? []; } = [];
}

/// <summary>What one interface counted.</summary>
public sealed record InterfaceLoad(
    string Name, long ReceivedBytes, long ReceivedPackets, long ReceivedErrors, long ReceivedDrops,
    long SentBytes, long SentPackets, long SentErrors, long SentDrops);

/// <summary>What held a transfer back, as far as the evidence goes.</summary>
/// <param name="Side">One of <see cref="BottleneckSides"/>.</param>
/// <param name="Why">The evidence, as one sentence with figures.</param>
public sealed record Bottleneck(string Side, string Why);

public static class BottleneckSides
{
    /// <summary>The emulated wire.</summary>
    public const string Wire = "wire";
    public const string Peer = "peer";
    public const string SystemUnderTest = "systemUnderTest";
    public const string Hypervisor = "hypervisor";

    /// <summary>The processors that both sides share.</summary>
    public const string Machine = "machine";
    public const string Unknown = "unknown";
}
