namespace Wiretax.Analysis.Accounting;

/// <summary>What the flows of a capture, or of some shards of it, say together, and which are the largest.</summary>
/// <param name="listed">Of the largest flows, how many.</param>
/// <param name="local">The local end, as far as it is known.</param>
internal sealed class CollectedFlows(int listed, Viewpoint viewpoint, HostAddress? local)
{
    /// <summary>The smallest first; ties by position, the latest first.</summary>
    private readonly PriorityQueue<FlowPlace, (long Bytes, long Order)> _largest = new();
    private readonly HashSet<uint> _sentByOpeners = [SelfPorts.EchoRequest];
    private DirectedWireExtra _wire;

    /// <summary>Where a record is: they are larger than what is said of them, so they stay there.</summary>
    private readonly record struct FlowPlace(FlowPages Pages, int Number);

    /// <summary>The flows of all shards; on so many threads, since most records have long left the caches.</summary>
    public static CollectedFlows Of(FlowTable[] shards, int listed, Viewpoint viewpoint, HostAddress? local, ParallelOptions threads)
    {
        var parts = new CollectedFlows[shards.Length];
        System.Threading.Tasks.Parallel.For(0, shards.Length, threads, at =>
        {
            parts[at] = new CollectedFlows(listed, viewpoint, local);
            parts[at].Add(shards[at]);
        });
        var all = new CollectedFlows(listed, viewpoint, local);
        foreach (var part in parts)
            all.Merge(part);
        return all;
    }

    public FlowTotals All { get; private set; }

    /// <summary>What cutting the super-frames adds to the wire.</summary>
    public DirectedWireExtra Wire => _wire;

    /// <summary>Ports of packets that a host sent to itself as the opener (<see cref="SelfPorts"/>).</summary>
    public IReadOnlySet<uint> SentByOpeners => _sentByOpeners;

    /// <summary>All but the largest.</summary>
    public FlowTotals Others()
    {
        var others = All;
        foreach (var (place, _) in _largest.UnorderedItems)
            others = others.Minus(FlowTotals.Of(place.Pages[place.Number]));
        return others;
    }

    /// <summary>The largest first.</summary>
    public FlowSummary[] Summarize(ParallelOptions threads)
    {
        var places = _largest.UnorderedItems.OrderByDescending(each => each.Priority).Select(each => each.Element).ToArray();
        var summaries = new FlowSummary[places.Length];
        System.Threading.Tasks.Parallel.For(
            0, places.Length, threads, at => summaries[at] = FlowSummaries.Of(places[at].Pages[places[at].Number], host => viewpoint.IsLocal(local, host)));
        return summaries;
    }

    private void Add(FlowTable shard)
    {
        Add(shard.Folded.Kept);
        Add(shard.Records);
        All = All.Plus(shard.Folded.Totals);
        _sentByOpeners.UnionWith(shard.Folded.SentByOpeners);
        foreach (var (pair, extra) in shard.Folded.Wire)
            AddWire(pair.Low, pair.High, extra.Low, extra.High);
    }

    private void Add(FlowPages pages) => pages.ForEach((int number, ref FlowRecord flow) =>
    {
        if (flow.Key.Low == flow.Key.High)
            _sentByOpeners.Add(SelfPorts.OfOpener(flow));
        if (flow.HasSuperFrames)
            AddWire(flow.Key.Low, flow.Key.High, flow.WireExtras.First, flow.WireExtras.Second);
        All = All.Plus(FlowTotals.Of(flow));
        List(new(pages, number), (flow.Bytes, -flow.Order));
    });

    private void Merge(CollectedFlows later)
    {
        foreach (var (place, size) in later._largest.UnorderedItems)
            List(place, size);
        _sentByOpeners.UnionWith(later._sentByOpeners);
        All = All.Plus(later.All);
        _wire = new(_wire.Tx.Plus(later._wire.Tx), _wire.Rx.Plus(later._wire.Rx), _wire.Neither.Plus(later._wire.Neither));
    }

    private void List(FlowPlace place, (long Bytes, long Order) size)
    {
        if (_largest.Count < listed)
            _largest.Enqueue(place, size);
        else if (listed > 0 && _largest.TryPeek(out _, out var smallest) && smallest.CompareTo(size) < 0)
            _largest.DequeueEnqueue(place, size);
    }

    /// <inheritdoc cref="FlowRecord.WireExtras"/>
    private void AddWire(HostAddress low, HostAddress high, WireExtra first, WireExtra second)
    {
        var there = viewpoint.Of(local, low, high);
        AddWire(there, first);
        AddWire(low == high && there == Direction.Tx ? Direction.Rx : viewpoint.Of(local, high, low), second);
    }

    private void AddWire(Direction direction, WireExtra extra) => _wire = direction switch
    {
        Direction.Tx => _wire with { Tx = _wire.Tx.Plus(extra) },
        Direction.Rx => _wire with { Rx = _wire.Rx.Plus(extra) },
        _ => _wire with { Neither = _wire.Neither.Plus(extra) },
    };
}

/// <summary>As sent by the local end, received by it, and exchanged by others.</summary>
internal readonly record struct DirectedWireExtra(WireExtra Tx, WireExtra Rx, WireExtra Neither)
{
    public long SuperFrames => Tx.SuperFrames + Rx.SuperFrames + Neither.SuperFrames;
}
