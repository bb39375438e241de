namespace Wiretax.Agent;

/// <summary>The counters of an agent's machine at one moment; two of them bound an interval.</summary>
/// <param name="TakenAt">Nanoseconds since the epoch, by the agent's clock.</param>
/// <param name="Processors">By processor; empty where its system does not tell (as the other lists).</param>
/// <param name="Own">CPU of the agent's process, and so of its generators and servers.</param>
public sealed record AgentCounters(
    long TakenAt,
    IReadOnlyList<AgentProcessorTime> Processors,
    IReadOnlyList<AgentInterfaceCounters> Interfaces,
    IReadOnlyList<AgentInterrupt> Interrupts,
    AgentProcessTime Own);

/// <summary>Since boot, nanoseconds. User holds nice, idle holds the wait for input and output.</summary>
public sealed record AgentProcessorTime(
    int Processor, long User, long System, long SoftInterrupt, long Interrupt, long Steal, long Idle);

/// <summary>Since the interface was made.</summary>
public sealed record AgentInterfaceCounters(
    string Name, long ReceivedBytes, long ReceivedPackets, long ReceivedErrors, long ReceivedDrops,
    long SentBytes, long SentPackets, long SentErrors, long SentDrops);

/// <param name="Name">
/// A number, or the kernel's word for interrupts without one (<c>LOC</c>, <c>RES</c>) and for the softirqs of the
/// network (<c>NET_RX</c>, <c>NET_TX</c>).
/// </param>
/// <param name="Affinity">Processors that may take it, as <c>0-3</c>; null where the kernel does not say.</param>
/// <param name="ByProcessor">Counts since boot; one only for interrupts that are counted for the whole machine.</param>
public sealed record AgentInterrupt(string Name, string Description, string? Affinity, IReadOnlyList<long> ByProcessor);

/// <summary>Since the process started, nanoseconds.</summary>
public sealed record AgentProcessTime(long User, long System);
