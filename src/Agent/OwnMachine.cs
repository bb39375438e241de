using Wiretax.Agent.Counters;

namespace Wiretax.Agent;

/// <summary>The counters of the machine that this process runs on, by the same reader that agents use.</summary>
public static class OwnMachine
{
    /// <summary>A millisecond's work. A system that does not have them gives empty lists.</summary>
    public static AgentCounters Counters() => ReplyReader.Read(MachineCounters.Read());

    /// <summary>The processors alone.</summary>
    public static IReadOnlyList<AgentProcessorTime> Processors() => [.. MachineCounters.Processors().Select(ReplyReader.Read)];
}
