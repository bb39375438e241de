using Wiretax.Agent.Protocol;

namespace Wiretax.Agent;

/// <summary>Messages of an agent as the session's own records.</summary>
internal static class ReplyReader
{
    public static AgentDescription Read(DescribeReply reply) => new(
        reply.Version, reply.System, reply.Architecture, reply.Processors, reply.HostName,
        [.. reply.Interfaces.Select(each => new AgentInterface(
            each.Name, each.Up, each.HasMtu ? each.Mtu : null, each.HardwareAddress, [.. each.Addresses]))]);

    public static AgentCounters Read(CountersReply reply) => new(
        reply.TakenAt,
        [.. reply.Processors.Select(Read)],
        [.. reply.Interfaces.Select(each => new AgentInterfaceCounters(
            each.Name, each.ReceivedBytes, each.ReceivedPackets, each.ReceivedErrors, each.ReceivedDrops,
            each.SentBytes, each.SentPackets, each.SentErrors, each.SentDrops))],
        [.. reply.Interrupts.Select(each => new AgentInterrupt(
            each.Name, each.Description, each.Affinity.Length > 0 ? each.Affinity : null, [.. each.ByProcessor]))],
        new AgentProcessTime(reply.OwnUser, reply.OwnSystem));

    public static AgentProcessorTime Read(ProcessorCounters times) => new(
        times.Processor, times.User, times.System, times.SoftInterrupt, times.Interrupt, times.Steal, times.Idle);
}
