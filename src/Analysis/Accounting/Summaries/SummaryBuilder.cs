using System.Globalization;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>From the ledger's counters to the finished summary: settles directions, lists the largest flows, states doubts.</summary>
internal sealed class SummaryBuilder(CaptureLedger ledger, CaptureStatistics statistics)
{
    private readonly HostAddress? _local = ledger.Totals.Viewpoint.Local ?? ledger.Local.Best;
    private readonly DirectedCounters _directed = new();
    private readonly FoldedFlows _flows = new(ledger.Options.ListedFlows);
    private readonly HashSet<uint> _sentByOpeners = [SelfPorts.EchoRequest];
    private FlowTotals _all;
    private long _superFrames;

    public CaptureSummary Build()
    {
        ledger.Totals.Complete();
        CollectFlows();
        CollectDirections();
        var total = _directed.Total();
        var reasons = IncompleteReasons();
        var doubts = ledger.Totals.Doubts;
        return new CaptureSummary
        {
            Files = ledger.Options.Files,
            Frames = total.Link.Frames,
            TruncatedFrames = doubts.Truncated,
            SuperFrames = _superFrames,
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
            Wire = Wire(total),
            Flows = Flows(),
            FlowCount = _all.Flows,
            OtherFlows = new OtherFlows(
                _flows.Totals.Flows, _flows.Totals.Frames, _flows.Totals.Bytes, _flows.Totals.RetransmittedBytes, _flows.Totals.GapBytes),
            Echo = ledger.Echo.ToSummary(),
            PayloadOverTime = ledger.Totals.Timeline is { Bytes.IsEmpty: false } timeline
                ? new PayloadOverTime(timeline.BinNanoseconds / 1e9, timeline.FirstNanoseconds, timeline.Bytes.ToArray())
                : null,
            Warnings = SummaryWarnings.Of(ledger.Totals, _directed, _superFrames, _all, statistics, _local),
        };
    }

    private void CollectFlows()
    {
        foreach (var shard in ledger.Flows)
        {
            shard.Folded.Kept.ForEach(Collect);
            shard.Records.ForEach(Collect);
            foreach (var (pair, extra) in shard.Folded.Wire)
                AddWire(pair.Low, pair.High, extra.Low, extra.High);
            _flows.MergeTotals(shard.Folded);
            _all = _all.Plus(shard.Folded.Totals);
        }
    }

    private void Collect(ref FlowRecord flow)
    {
        if (flow.Key.Low == flow.Key.High)
            _sentByOpeners.Add(SelfPorts.OfOpener(flow));
        if (flow.Low.Wire.SuperFrames + flow.High.Wire.SuperFrames > 0)
            AddWire(flow.Key.Low, flow.Key.High, flow.Low.Wire, flow.High.Wire);
        _all = _all.Plus(FlowTotals.Of(flow));
        _flows.Add(ref flow);
    }

    private void AddWire(HostAddress low, HostAddress high, WireExtra lowSent, WireExtra highSent)
    {
        AddWire(low, high, lowSent);
        AddWire(high, low, highSent);
    }

    private void AddWire(HostAddress source, HostAddress destination, WireExtra extra)
    {
        ref var counters = ref IsLocal(source) ? ref _directed.Tx : ref IsLocal(destination) ? ref _directed.Rx : ref _directed.Neither;
        counters.WireFrames += extra.Frames;
        counters.WireBytes += extra.Bytes;
        _superFrames += extra.SuperFrames;
    }

    private bool IsLocal(HostAddress host) => ledger.Totals.Viewpoint.IsLocal(_local, host);

    /// <summary>The largest first; on all threads, as the quantiles of their round-trip times are to be sorted for.</summary>
    private FlowSummary[] Flows()
    {
        var kept = _flows.Kept;
        var numbers = Enumerable.Range(0, kept.Count).OrderByDescending(each => kept[each].Bytes).ThenBy(each => kept[each].Order).ToArray();
        var summaries = new FlowSummary[numbers.Length];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = ledger.Options.Threads };
        System.Threading.Tasks.Parallel.For(0, numbers.Length, threads, at => summaries[at] = FlowSummaries.Of(kept[numbers[at]], IsLocal));
        return summaries;
    }

    private void CollectDirections()
    {
        _directed.Tx.Merge(ledger.Totals.Directed.Tx);
        _directed.Rx.Merge(ledger.Totals.Directed.Rx);
        _directed.Neither.Merge(ledger.Totals.Directed.Neither);
        ledger.Totals.Conversations.Resolve(_local, ledger.Totals.LocalLink, _sentByOpeners, _directed);
    }

    private List<string> IncompleteReasons()
    {
        var reasons = new List<string>();
        if (statistics.Dropped is > 0 and var dropped)
            reasons.Add(Text($"{dropped} frames were dropped while capturing."));
        if (_all.GapBytes > 0)
            reasons.Add(Text($"{_all.GapBytes} bytes in {_all.GapFlows} TCP flows were acknowledged and never seen."));
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

    private WireTotals Wire(in LayerCounters total) => new()
    {
        Frames = total.WireFrames,
        Bytes = total.WireBytes,
        Estimated = _superFrames > 0 || ledger.Totals.Doubts.AssumedWire > 0,
        Tx = new WireDirection(_directed.Tx.WireFrames, _directed.Tx.WireBytes),
        Rx = new WireDirection(_directed.Rx.WireFrames, _directed.Rx.WireBytes),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
