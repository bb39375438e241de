namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Flows that have left the table. The largest are kept whole, for the list of the summary; of the others the totals
/// are, so that no byte is forgotten.
/// </summary>
/// <param name="listed">Flows kept whole.</param>
internal sealed class FoldedFlows(int listed)
{
    /// <summary>Numbers of those that are kept, by size, the smallest first; ties by position, the latest first.</summary>
    private readonly PriorityQueue<int, (long Bytes, long Order)> _bySize = new();
    private readonly Dictionary<(HostAddress Low, HostAddress High), (WireExtra Low, WireExtra High)> _wire = [];

    private readonly HashSet<uint> _sentByOpeners = [];

    public FlowTotals Totals { get; private set; }

    /// <summary>
    /// Of flows that are not kept, where a host talked to itself: what its openers sent (<see cref="SelfPorts"/>); of as
    /// many as there are counters for.
    /// </summary>
    public IReadOnlySet<uint> SentByOpeners => _sentByOpeners;

    /// <summary>In no order.</summary>
    public FlowPages Kept { get; } = new();

    /// <summary>What super-frames of flows that are not kept add to the wire, by pair of hosts (<see cref="FlowRecord.WireExtras"/>).</summary>
    public IReadOnlyDictionary<(HostAddress Low, HostAddress High), (WireExtra Low, WireExtra High)> Wire => _wire;

    public void Add(ref FlowRecord flow)
    {
        var size = (flow.Bytes, -flow.Order);
        if (Kept.Count < listed)
        {
            var number = Kept.Add();
            Kept[number] = flow;
            _bySize.Enqueue(number, size);
        }
        else if (listed > 0 && _bySize.TryPeek(out var number, out var smallest) && smallest.CompareTo(size) < 0)
        {
            ref var kept = ref Kept[number];
            Forget(kept);
            kept = flow;
            _bySize.DequeueEnqueue(number, size);
        }
        else
        {
            Forget(flow);
        }
    }

    public void MergeTotals(FoldedFlows later)
    {
        Totals = Totals.Plus(later.Totals);
        foreach (var (pair, extra) in later._wire)
            AddWire(pair, extra.Low, extra.High);
        _sentByOpeners.UnionWith(later._sentByOpeners);
    }

    private void Forget(in FlowRecord flow)
    {
        Totals = Totals.Plus(FlowTotals.Of(flow));
        if (flow.HasSuperFrames)
            AddWire((flow.Key.Low, flow.Key.High), flow.WireExtras.First, flow.WireExtras.Second);
        if (flow.Key.Low == flow.Key.High && _sentByOpeners.Count < ConversationCounters.Limit)
            _sentByOpeners.Add(SelfPorts.OfOpener(flow));
    }

    private void AddWire((HostAddress, HostAddress) pair, WireExtra low, WireExtra high)
    {
        var before = _wire.GetValueOrDefault(pair);
        _wire[pair] = (before.Low.Plus(low), before.High.Plus(high));
    }
}

/// <summary>Frames and bytes that cutting super-frames adds on the wire.</summary>
internal readonly record struct WireExtra(long SuperFrames, long Frames, long Bytes)
{
    public WireExtra Plus(WireExtra other) =>
        new(SuperFrames + other.SuperFrames, Frames + other.Frames, Bytes + other.Bytes);
}

/// <summary>What is said of flows that are not listed one by one.</summary>
internal readonly record struct FlowTotals(long Flows, long Frames, long Bytes, long RetransmittedBytes, long GapBytes, long GapFlows,
    long CopiedFrames)
{
    public static FlowTotals Of(in FlowRecord flow)
    {
        var gaps = flow.GapBytes ?? 0;
        return new(1, flow.Frames, flow.Bytes, flow.RetransmittedBytes, gaps, gaps > 0 ? 1 : 0, flow.CopiedFrames);
    }

    public FlowTotals Minus(FlowTotals other) => new(
        Flows - other.Flows, Frames - other.Frames, Bytes - other.Bytes,
        RetransmittedBytes - other.RetransmittedBytes, GapBytes - other.GapBytes, GapFlows - other.GapFlows,
        CopiedFrames - other.CopiedFrames);

    public FlowTotals Plus(FlowTotals other) => new(
        Flows + other.Flows, Frames + other.Frames, Bytes + other.Bytes,
        RetransmittedBytes + other.RetransmittedBytes, GapBytes + other.GapBytes, GapFlows + other.GapFlows,
        CopiedFrames + other.CopiedFrames);
}
