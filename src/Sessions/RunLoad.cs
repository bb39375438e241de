namespace Wiretax.Sessions;

/// <summary>What the machines of a run did while its traffic flowed.</summary>
public sealed record RunLoad
{
    /// <summary>Between the two readings that all figures are differences of.</summary>
    public required double Seconds { get; init; }

    /// <summary>
    /// Of the machine that the session runs on: it holds the peer and, unless the path leads to another machine, the
    /// system under test or its hypervisor.
    /// </summary>
    public IReadOnlyList<ProcessorLoad> Processors { get; init; } = [];

    /// <summary>The interrupts that came most often, and the softirqs of the network (<c>NET_RX</c>, <c>NET_TX</c>).</summary>
    public IReadOnlyList<InterruptLoad> Interrupts { get; init; } = [];

    public IReadOnlyList<HypervisorLoad> Hypervisors { get; init; } = [];

    /// <summary>By their own counters, through the agent: guests and other machines.</summary>
    public IReadOnlyList<AgentLoad> Agents { get; init; } = [];
}

/// <summary>Seconds of one processor in each state (proc(5), <c>/proc/stat</c>). User holds nice, idle holds iowait.</summary>
public sealed record ProcessorLoad(
    int Processor, double User, double System, double SoftInterrupt, double Interrupt, double Steal, double Idle);

/// <param name="Name">A number, or the kernel's word (<c>LOC</c>, <c>RES</c>, <c>NET_RX</c>).</param>
/// <param name="Affinity">Processors that may take it, as <c>0-1</c>; null where the kernel does not say.</param>
/// <param name="ByProcessor">How often it came, by processor.</param>
public sealed record InterruptLoad(string Name, string Description, string? Affinity, IReadOnlyList<long> ByProcessor);

/// <summary>One hypervisor's processes. User and system are in ticks of 10 ms; null when it is gone.</summary>
/// <param name="Guest">Its number, from 1.</param>
public sealed record HypervisorLoad(int Guest, double? Seconds, double? UserSeconds, double? SystemSeconds);

/// <param name="Side"><c>peer</c> or <c>systemUnderTest</c>.</param>
/// <param name="Pair">From 1.</param>
public sealed record AgentLoad(string Side, int Pair, IReadOnlyList<ProcessorLoad> Processors, IReadOnlyList<InterruptLoad> Interrupts);

/// <summary>What held a transfer back, as far as the evidence goes.</summary>
/// <param name="Side">One of <see cref="BottleneckSides"/>.</param>
/// <param name="Why">The evidence, as one sentence with figures.</param>
public sealed record Bottleneck(string Side, string Why);

public static class BottleneckSides
{
    public const string Wire = "wire";
    public const string Peer = "peer";
    public const string SystemUnderTest = "systemUnderTest";
    public const string Hypervisor = "hypervisor";

    /// <summary>The processors that both sides share.</summary>
    public const string Machine = "machine";
    public const string Unknown = "unknown";
}
