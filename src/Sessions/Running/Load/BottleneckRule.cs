using static Wiretax.Sessions.BottleneckSides;

namespace Wiretax.Sessions.Running.Load;

/// <summary>
/// Says which part of a run was at its limit. Asked in this order, for each answer makes those below it moot: the wire
/// is full; one program or thread never leaves a processor, so that more processors would not help; all processors are
/// in use, so that what runs on them shares the blame; the receiver closes its window.
/// </summary>
public static class BottleneckRule
{
    /// <summary>What the scenario's own promise calls wire speed; retransmissions and start-up take the rest.</summary>
    internal const double FullWire = 0.95;

    /// <summary>
    /// A program that is always ready still waits now and then, for the first byte, and for others on its processor.
    /// </summary>
    internal const double WholeProcessor = 0.95;

    /// <summary>All processors together: with two of them, one tick in ten of one may be idle.</summary>
    internal const double FullMachine = 0.95;

    /// <summary>
    /// A guest whose processors are always busy by its own counters, which do not show the time that its hypervisor
    /// waits, has waited for a processor when the hypervisor had less than that by this share, and the machine was in use.
    /// </summary>
    internal const double NotableWait = 0.10;
    internal const double MachineInUse = 0.80;

    /// <summary>A receiver that shuts its window once in a hundred frames stops its sender over and over; once may be a hiccup.</summary>
    internal const double ShutWindow = 0.01;

    /// <summary>Seconds that a transfer lasts at least; below, what its programs take to start weighs as much as the transfer.</summary>
    internal const double ShortestTransfer = 0.05;

    /// <summary>
    /// Seconds of all processors between the readings of the machine's counters, whose ticks are 10 ms: from so many on,
    /// a machine counts as full when there was work at every tick.
    /// </summary>
    internal const double ShortestReading = 0.15;

    /// <returns>Null for ping, and where nothing is known of the run's load.</returns>
    public static Bottleneck? Of(RunRecord run)
    {
        if (BottleneckEvidence.Of(run) is not { } evidence)
            return null;
        var (side, found) = Decide(evidence);
        return new Bottleneck(side, $"{char.ToUpperInvariant(found[0])}{found[1..]}; {BottleneckWords.ClientCheck(evidence, side)}.");
    }

    private static (string Side, string Found) Decide(BottleneckEvidence evidence)
    {
        if (evidence.WireShare >= FullWire)
            return (Wire, BottleneckWords.FullWire(evidence));
        if (evidence.Seconds < ShortestTransfer)
            return (Unknown, BottleneckWords.TooShort(evidence));
        if (Saturated(evidence) is { } busiest)
            return busiest;
        if (evidence is { Machine: >= FullMachine, IsReadingLongEnough: true })
            return (evidence.IsElsewhere ? Peer : Machine, BottleneckWords.FullMachine(evidence));
        if (evidence is { IsReadingLongEnough: true, IsUnderTestFull: true })
            return FullUnderTest(evidence);
        if (evidence.ReceiverFrames > 0 && evidence.ZeroWindows >= evidence.ReceiverFrames * ShutWindow)
            return (evidence.IsReceivedByPeer ? Peer : SystemUnderTest, BottleneckWords.ShutWindow(evidence));
        return (Unknown, BottleneckWords.Nothing(evidence));
    }

    /// <summary>
    /// A system under test that is always busy by its own counters. A guest's may hide that its hypervisor waited: for a
    /// processor of the machine, or for itself, when a virtual processor and the emulation of devices take turns.
    /// </summary>
    private static (string Side, string Found) FullUnderTest(BottleneckEvidence evidence) => evidence switch
    {
        { IsElsewhere: false, IsGuestWaiting: true, Machine: >= MachineInUse } => (Machine, BottleneckWords.WaitingGuest(evidence)),
        { IsElsewhere: false, HypervisorAll: >= WholeProcessor } => (Hypervisor, BottleneckWords.BusyGuest(evidence)),
        _ => (SystemUnderTest, BottleneckWords.FullUnderTest(evidence)),
    };

    /// <summary>The program or thread that uses most of one processor, where that is as good as all of it.</summary>
    private static (string Side, string Found)? Saturated(BottleneckEvidence evidence)
    {
        var (side, share, found) = new (string Side, double? Share, Func<BottleneckEvidence, string> Found)[]
        {
            (Peer, evidence.Generator, BottleneckWords.BusyGenerator),
            (Hypervisor, evidence.Hypervisor, BottleneckWords.BusyHypervisor),
            (SystemUnderTest, evidence.Server, BottleneckWords.BusyServer),
        }.MaxBy(each => each.Share ?? 0);
        return share >= WholeProcessor ? (side, found(evidence)) : null;
    }
}
