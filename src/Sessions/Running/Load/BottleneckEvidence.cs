using Wiretax.Analysis.Accounting;

namespace Wiretax.Sessions.Running.Load;

/// <summary>How near to its limit each part of a run was: what <see cref="BottleneckRule"/> decides by. Shares are 0 to 1.</summary>
internal sealed record BottleneckEvidence
{
    /// <summary>The system under test sends, the peer receives.</summary>
    public required bool IsReceivedByPeer { get; init; }

    /// <summary>First to last payload byte, of the longest pair.</summary>
    public required double Seconds { get; init; }
    public required double Goodput { get; init; }

    /// <summary>Goodput over what the wires can carry; null where none is emulated.</summary>
    public double? WireShare { get; init; }
    public double? WirePayload { get; init; }

    /// <summary>Of a processor, by the busiest of the peer's generators.</summary>
    public double? Generator { get; init; }

    /// <summary>Of a processor, by a server of the system under test, where it is no guest (the mean of several).</summary>
    public double? Server { get; init; }

    /// <summary>Of a processor, by the busiest thread of the hypervisor that is nearest to its limit, and its guest.</summary>
    public double? Hypervisor { get; init; }
    public int HypervisorGuest { get; init; }
    public bool HasThreads { get; init; }

    /// <summary>Of a processor, by all threads of that hypervisor; may be more than 1.</summary>
    public double? HypervisorAll { get; init; }

    /// <summary>Of all processors of this machine together; null where they are not known.</summary>
    public double? Machine { get; init; }
    public int Processors { get; init; }
    public double? MachineSteal { get; init; }
    public double? MachineSoftInterrupt { get; init; }

    /// <summary>Of all processors of this machine, by the generators, servers and hypervisors of the run.</summary>
    public double? OwnPrograms { get; init; }

    /// <summary>Whether the system under test is another machine, with processors of its own.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Of all processors of the busiest system under test, by its own counters.</summary>
    public double? UnderTest { get; init; }

    /// <summary>Whether a guest had work for all of its time while its hypervisor did not get a processor for all of it.</summary>
    public bool IsGuestWaiting => UnderTest - Math.Min(1, Hypervisor ?? 1) >= BottleneckRule.NotableWait;

    public bool IsUnderTestFull => UnderTest >= BottleneckRule.FullMachine || UnderTestSoftInterrupt >= BottleneckRule.WholeProcessor;

    public bool IsReadingLongEnough => ReadingSeconds * Processors >= BottleneckRule.ShortestReading;

    /// <summary>Of one processor of a system under test, by its softirqs alone.</summary>
    public double? UnderTestSoftInterrupt { get; init; }

    /// <summary>Frames by which the receiving end said that it has no room, of all that it sent.</summary>
    public long ZeroWindows { get; init; }
    public long ReceiverFrames { get; init; }

    /// <summary>The largest window that the receiving end granted, bytes; null where it is not known.</summary>
    public long? LargestWindow { get; init; }

    /// <summary>Between the two readings of the machine's counters.</summary>
    public double ReadingSeconds { get; init; }

    /// <returns>Null for ping, and where a run's load or duration is not known.</returns>
    public static BottleneckEvidence? Of(RunRecord run)
    {
        if (run is not { GoodputBitsPerSecond: { } goodput, Load: { } load, Summary: { } summary })
            return null;
        if (SecondsOf(run) is not { } seconds || seconds <= 0)
            return null;
        var hypervisor = load.Hypervisors.MaxBy(each => each.BusiestThreadSeconds ?? each.Seconds);
        var underTest = load.Agents.Where(each => each.Side == BottleneckSides.SystemUnderTest).ToList();
        var receivers = summary.Flows.Where(each => each.Protocol == "tcp")
            .Select(each => run.Direction == "rx" ? each.Tx : each.Rx).ToList();
        return new BottleneckEvidence
        {
            IsReceivedByPeer = run.Direction == "rx",
            Seconds = seconds,
            Goodput = goodput,
            WirePayload = run.WirePayloadBitsPerSecond,
            WireShare = run.WirePayloadBitsPerSecond is > 0 and var payload ? goodput / payload : null,
            Generator = run.PairRecords.Count > 0
                ? run.PairRecords.Max(each => each.PeerCpuSeconds / each.ActiveSeconds)
                : run.Cpu?.Peer / seconds,
            Server = load.Hypervisors.Count == 0 ? run.Cpu?.SystemUnderTest / seconds / run.Pairs : null,
            Hypervisor = (hypervisor?.BusiestThreadSeconds ?? hypervisor?.Seconds) / seconds,
            HypervisorGuest = hypervisor?.Guest ?? 0,
            HypervisorAll = hypervisor?.Seconds / seconds,
            HasThreads = hypervisor?.BusiestThreadSeconds is not null,
            Machine = load.Processors.BusyShare(),
            Processors = load.Processors.Count,
            MachineSoftInterrupt = load.Processors.ShareOf(each => each.SoftInterrupt + each.Interrupt),
            OwnPrograms = load is { Seconds: > 0, Processors.Count: > 0 and var processors } ? OwnSeconds(run) / load.Seconds / processors : null,
            MachineSteal = load.Processors.ShareOf(each => each.Steal),
            IsElsewhere = load.Hypervisors.Count == 0 && underTest.Count > 0,
            UnderTest = underTest.Max(each => each.BusyShare(load)),
            UnderTestSoftInterrupt = underTest.SelectMany(each => each.Processors).Max(each => (double?)each.SoftInterrupt / each.Total),
            ZeroWindows = receivers.Sum(each => each.ZeroWindows ?? 0),
            ReceiverFrames = receivers.Sum(each => each.Frames),
            LargestWindow = receivers.Max(each => each.MaxWindow),
            ReadingSeconds = load.Seconds,
        };
    }

    /// <summary>A generator in a guest is part of its hypervisor, and one at another machine is none of this one's.</summary>
    private static double OwnSeconds(RunRecord run)
    {
        var isGeneratorAtAgent = run.Load!.Agents.Any(each => each.Side == BottleneckSides.Peer);
        var isServerElsewhere = run.Load.Agents.Any(each => each.Side == BottleneckSides.SystemUnderTest);
        return (isGeneratorAtAgent ? 0 : run.Cpu?.Peer ?? 0) + (isServerElsewhere ? 0 : run.Cpu?.SystemUnderTest ?? 0) + (run.Cpu?.Hypervisor ?? 0);
    }

    private static double? SecondsOf(RunRecord run) => run.PairRecords.Count > 0
        ? run.PairRecords.Max(each => each.ActiveSeconds)
        : run.Summary!.Flows.MaxBy(each => each.Tx.PayloadBytes + each.Rx.PayloadBytes)?.Phases?.TransferSeconds;
}
