using System.Globalization;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>From the ledger's counters to the finished summary: settles directions, lists the largest flows, states doubts.</summary>
internal sealed class SummaryBuilder(CaptureLedger ledger, CaptureStatistics statistics)
{
    private readonly HostAddress? _local = ledger.Totals.Viewpoint.Local ?? ledger.Local.Best;
    private readonly DirectedCounters _directed = new();

    public CaptureSummary Build()
    {
        ledger.Totals.Complete();
        var threads = new ParallelOptions { MaxDegreeOfParallelism = ledger.Options.Threads };
        var flows = CollectedFlows.Of(ledger.Flows, ledger.Options.ListedFlows, ledger.Totals.Viewpoint, _local, threads);
        CollectDirections(flows);
        var (total, superFrames, others) = (_directed.Total(), flows.Wire.SuperFrames, flows.Others());
        var reasons = IncompleteReasons(flows.All);
        var doubts = ledger.Totals.Doubts;
        return new CaptureSummary
        {
            Files = ledger.Options.Files,
            Frames = total.Link.Frames,
            TruncatedFrames = doubts.Truncated,
            SuperFrames = superFrames,
            ImplausibleFrames = doubts.Implausible,
            TimeReversals = doubts.TimeReversals,
            Complete = reasons.Count == 0,
            IncompleteReasons = reasons,
            Local = _local?.ToString(),
            FirstNanoseconds = total.Link.Frames > 0 ? total.Link.First : null,
            LastNanoseconds = total.Link.Frames > 0 ? total.Link.Last : null,
            Clock = statistics.Interfaces.Select(each => each.Clock).FirstOrDefault(each => each is not null),
            DroppedFrames = statistics.Dropped,
            Layers = Layers(total),
            Ledger = ledger.Totals.Rows.ToRows(),
            Wire = Wire(total, superFrames),
            Flows = flows.Summarize(threads),
            FlowCount = flows.All.Flows,
            OtherFlows = new OtherFlows(others.Flows, others.Frames, others.Bytes, others.RetransmittedBytes, others.GapBytes),
            Echo = ledger.Echo.ToSummary(),
            PayloadOverTime = ledger.Totals.Timeline is { Bytes.IsEmpty: false } timeline
                ? new PayloadOverTime(timeline.BinNanoseconds / 1e9, timeline.FirstNanoseconds, timeline.Bytes.ToArray())
                : null,
            Warnings = SummaryWarnings.Of(ledger.Totals, _directed, superFrames, flows.All, ledger.Echo.CopiedFrames, statistics, _local),
        };
    }

    private void CollectDirections(CollectedFlows flows)
    {
        _directed.Tx.Merge(ledger.Totals.Directed.Tx);
        _directed.Rx.Merge(ledger.Totals.Directed.Rx);
        _directed.Neither.Merge(ledger.Totals.Directed.Neither);
        ledger.Totals.Resolve(_local, flows.SentByOpeners, _directed);
        AddWire(ref _directed.Tx, flows.Wire.Tx);
        AddWire(ref _directed.Rx, flows.Wire.Rx);
        AddWire(ref _directed.Neither, flows.Wire.Neither);
    }

    private static void AddWire(ref LayerCounters direction, WireExtra extra)
    {
        direction.WireFrames += extra.Frames;
        direction.WireBytes += extra.Bytes;
    }

    private List<string> IncompleteReasons(FlowTotals flows)
    {
        var reasons = new List<string>();
        if (ledger.Options.Interruption.IsCancellationRequested)
            reasons.Add(Text($"The analysis was interrupted: these are the first {ledger.Totals.Frames} frames."));
        if (statistics.Dropped is > 0 and var dropped)
            reasons.Add(Text($"{dropped} frames were dropped while capturing."));
        if (flows.GapBytes > 0)
            reasons.Add(Text($"{flows.GapBytes} bytes in {flows.GapFlows} TCP flows were acknowledged and never seen."));
        foreach (var damage in statistics.Damages.Take(SummaryWarnings.DamagesTold))
            reasons.Add(Text($"The file is damaged at byte {damage.Offset}: {damage.Cause}."));
        if (ledger.Totals.Doubts.Implausible is > 0 and var implausible)
            reasons.Add(Text($"{implausible} records state a length that no interface hands over."));
        return reasons;
    }

    private List<LayerTotals> Layers(in LayerCounters total) =>
    [
        Layer("link", _directed.Tx.Link, _directed.Rx.Link, total.Link),
        Layer("encapsulation", _directed.Tx.Encapsulation, _directed.Rx.Encapsulation, total.Encapsulation),
        Layer("network", _directed.Tx.Network, _directed.Rx.Network, total.Network),
        Layer("transport", _directed.Tx.Transport, _directed.Rx.Transport, total.Transport),
        Layer("application", _directed.Tx.Application, _directed.Rx.Application, total.Application),
    ];

    private static LayerTotals Layer(string name, in Counter tx, in Counter rx, in Counter total) =>
        new(name, Sum(tx), Sum(rx), Sum(total));

    private static Totals Sum(in Counter counter) => new(counter.Frames, counter.Bytes, counter.DurationSeconds);

    private WireTotals Wire(in LayerCounters total, long superFrames) => new()
    {
        Frames = total.WireFrames,
        Bytes = total.WireBytes,
        Estimated = superFrames > 0 || ledger.Totals.Doubts.AssumedWire > 0,
        Tx = new WireDirection(_directed.Tx.WireFrames, _directed.Tx.WireBytes),
        Rx = new WireDirection(_directed.Rx.WireFrames, _directed.Rx.WireBytes),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
