using System.Globalization;
using Wiretax.Analysis.Comparison;

namespace Wiretax.Sessions.Running.Load;

/// <summary>The evidence of a bottleneck as parts of one sentence.</summary>
internal static class BottleneckWords
{
    private const double NotableSteal = 0.01;

    public static string FullWire(BottleneckEvidence evidence) =>
        $"the wire is full: {Rate(evidence.Goodput)} of the {Rate(evidence.WirePayload!.Value)} of application bytes that it can carry ({Quantities.Percent(evidence.WireShare!.Value)})";

    public static string TooShort(BottleneckEvidence evidence) =>
        $"the transfer of {Quantities.Text(evidence.Seconds, "s")} is too short to tell: its programs take as long to start";

    public static string BusyGenerator(BottleneckEvidence evidence) =>
        $"the peer's generator took {Share(evidence.Generator)} of a processor for as long as bytes moved";

    public static string BusyHypervisor(BottleneckEvidence evidence) => $"{HypervisorOf(evidence)}, which is all that it can use"
        + (evidence.UnderTest is { } guest ? $" (by its own counters the guest was {Share(guest)} busy)" : "");

    public static string BusyServer(BottleneckEvidence evidence) =>
        $"the server of the system under test took {Share(evidence.Server)} of a processor for as long as bytes moved";

    public static string FullMachine(BottleneckEvidence evidence) => evidence.IsElsewhere
        ? $"the peer's {Processors(evidence)} were {Share(evidence.Machine)} busy"
        : $"the {Processors(evidence)} that both sides share were {Share(evidence.Machine)} busy{Parts(evidence)}, so the figure is the machine's more than the path's";

    public static string WaitingGuest(BottleneckEvidence evidence) =>
        $"by its own counters a guest was {Share(evidence.UnderTest)} busy, yet {HypervisorOf(evidence)}: it waited for one of the "
        + $"{Processors(evidence)} that both sides share, which were {Share(evidence.Machine)} busy{Parts(evidence)}";

    public static string BusyGuest(BottleneckEvidence evidence) =>
        $"by its own counters a guest was {Share(evidence.UnderTest)} busy, and all threads of its hypervisor together took "
        + $"{Quantities.Percent(evidence.HypervisorAll!.Value)} of a processor, the busiest {Share(evidence.Hypervisor)}, while this machine's "
        + $"{Processors(evidence)} were {Share(evidence.Machine)} busy";

    public static string FullUnderTest(BottleneckEvidence evidence) => evidence.UnderTestSoftInterrupt >= BottleneckRule.WholeProcessor
        ? $"by its own counters a processor of the system under test spent {Share(evidence.UnderTestSoftInterrupt)} of its time in softirqs"
        : $"by its own counters the processors of the system under test were {Share(evidence.UnderTest)} busy";

    public static string ShutWindow(BottleneckEvidence evidence) =>
        $"the receiving {(evidence.IsReceivedByPeer ? "peer" : "system under test")} reads more slowly than the other end sends: it shut its window in "
        + $"{Count(evidence.ZeroWindows)} of its {Count(evidence.ReceiverFrames)} frames";

    /// <summary>What was looked at, and was not at its limit.</summary>
    public static string Nothing(BottleneckEvidence evidence)
    {
        var looked = new List<string>();
        if (evidence.WireShare is { } wire)
            looked.Add($"the wire carried {Quantities.Percent(wire)} of what it can");
        if (evidence.Machine is { } machine)
            looked.Add($"this machine's {Processors(evidence)} were {Share(machine)} busy{(evidence.IsReadingLongEnough ? "" : " in a time too short to tell")}{Parts(evidence)}");
        if (evidence.Hypervisor is not null)
            looked.Add(HypervisorOf(evidence));
        if (evidence.Server is { } server)
            looked.Add($"the server took {Share(server)} of one");
        if (evidence.UnderTest is { } underTest)
            looked.Add($"by its own counters the system under test was {Share(underTest)} busy");
        return looked.Count == 0 ? "nothing is known of the processors" : "nothing was at its limit: " + string.Join(", ", looked);
    }

    /// <summary>The scale-out study's check of the client: its processor, and the room that the receiving end offered.</summary>
    /// <param name="side">The answer; where it is the generator itself, that is not said again.</param>
    public static string ClientCheck(BottleneckEvidence evidence, string side)
    {
        var generator = evidence.Generator switch
        {
            >= BottleneckRule.WholeProcessor when side == BottleneckSides.Peer => "",
            { } share => $"the peer's generator took {Share(share)} of a processor, ",
            null => "what the peer's generator took is not known, ",
        };
        var receiver = evidence.IsReceivedByPeer ? "the peer" : "the system under test";
        var window = evidence.LargestWindow is { } bytes
            ? $"{receiver} offered a window of up to {Quantities.Text(bytes, "bytes")} and "
                + (evidence.ZeroWindows == 0 ? "never shut it" : evidence.ZeroWindows == 1 ? "shut it once" : $"shut it {Count(evidence.ZeroWindows)} times")
            : $"{receiver}'s window is not known";
        return generator + window;
    }

    private static string HypervisorOf(BottleneckEvidence evidence) => string.Create(CultureInfo.InvariantCulture,
        $"{(evidence.HasThreads ? "the busiest thread of the hypervisor" : "the hypervisor")} of guest {evidence.HypervisorGuest} took {Share(evidence.Hypervisor)} of a processor");

    private static string Processors(BottleneckEvidence evidence) => string.Create(CultureInfo.InvariantCulture,
        $"{evidence.Processors} {(evidence.Processors == 1 ? "processor" : "processors")}");

    /// <summary>Where the busy time went: a machine that others use too says so here.</summary>
    private static string Parts(BottleneckEvidence evidence)
    {
        if (evidence.OwnPrograms is not { } own)
            return "";
        var stolen = evidence.MachineSteal >= NotableSteal ? $", stolen by a hypervisor below {Share(evidence.MachineSteal)}" : "";
        return $" (the run's programs {Share(own)}, softirqs, in part on their account, {Share(evidence.MachineSoftInterrupt)}{stolen})";
    }

    private static string Rate(double bits) => Quantities.Text(bits, "bit/s");

    /// <summary>CPU is read around the interval that it is compared with, so that a share may come out a little above 1.</summary>
    private static string Share(double? share) => Quantities.Percent(Math.Min(1.0, share ?? 0));

    private static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
