namespace Wiretax.Sessions;

/// <summary>CPU time of a run over both ends.</summary>
public static class RunCpu
{
    /// <summary>
    /// Seconds of the programs at both ends: generator and server, or where there are guests their hypervisors, whose
    /// time holds what runs in the guests. Null where a part is unknown.
    /// </summary>
    public static double? BothEndsCpuSeconds(this RunRecord run) => run switch
    {
        // The generator runs in a guest too, at the peer or at the system under test.
        { Load: { Hypervisors.Count: > 1 } load, Pairs: 1, Cpu.Hypervisor: var all } when load.Agents.Any(each => each.Side == BottleneckSides.Peer) => all,
        { Cpu: { Hypervisor: { } guests, Peer: { } peer }, Load: not null } => guests + peer,
        { Cpu: { Hypervisor: null, Peer: { } peer, SystemUnderTest: { } underTest } } => peer + underTest,
        _ => null,
    };
}
