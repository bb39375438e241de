using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// The flows of one shard: an open-addressed hash table over records in pages, so that a packet allocates nothing and
/// growth copies no record. When it would grow, flows that ended are folded first (<see cref="FoldedFlows"/>); at its
/// bound the flows that have been idle longest are.
/// </summary>
internal sealed class FlowTable
{
    /// <summary>Tables of a ledger, by the upper bits of a flow's hash; the number is fixed, so that it never shows in a result.</summary>
    public const int Shards = 16;
    public const int ShardShift = 64 - 4;

    private const int FirstCapacity = 256;
    public const int CacheLine = 64;

    private readonly FoldedFlows _folded;
    private readonly SegmentClocks _clocks = new();
    private readonly int _limit;
    private readonly int _mtu;
    private readonly FlowPages _records = new();
    private readonly Stack<int> _free = new();
    private Slot[] _slots = new Slot[FirstCapacity * 2];
    private int _count;
    private int _foldAt = FirstCapacity;

    /// <summary>When flows began last: what folding goes by.</summary>
    private long _now = long.MinValue;
    private long _lastBegin = long.MinValue;

    private struct Slot
    {
        public uint Tag;

        /// <summary>Index of the record plus one; 0 for an empty slot.</summary>
        public int Record;
    }

    /// <param name="limit">Flows kept at once.</param>
    /// <param name="mtu">In bytes, where a connection does not tell its segment size.</param>
    public FlowTable(int limit, int mtu, int listed)
    {
        (_limit, _mtu) = (limit, mtu);
        _folded = new FoldedFlows(listed);
    }

    public FoldedFlows Folded => _folded;

    /// <summary>The flows in the table, and records that are free.</summary>
    public FlowPages Records => _records;

    /// <summary>Flows in the table.</summary>
    public int Count => _count;

    /// <summary>Adds the packets of a run.</summary>
    /// <param name="orderBase">Frames in the capture before those that the packets' positions count from.</param>
    public void Add(in FlowRun run, ReadOnlySpan<FlowPacket> packets, long orderBase)
    {
        if (packets.IsEmpty)
            return;
        ref var flow = ref FindOrBegin(run, packets[0], orderBase);
        if (run.Key.Protocol == Protocol.Tcp)
        {
            foreach (ref readonly var packet in packets)
            {
                if (!TcpTracking.TryAddOrdinary(ref flow, packet, _mtu, _clocks))
                    AddSegment(ref flow, run.Key, packet, orderBase);
            }
        }
        else
        {
            foreach (ref readonly var packet in packets)
                flow.Count(ref flow.Half(packet.Side), packet, _mtu);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddSegment(ref FlowRecord flow, in FlowKey key, in FlowPacket packet, long orderBase)
    {
        if (packet.Has(TcpFlags.Syn) && flow.Frames > 0 && TcpTracking.OpensAnew(flow, packet))
        {
            Fold(ref flow);
            Begin(ref flow, key, packet, orderBase);
        }
        ref var half = ref flow.Half(packet.Side);
        if (packet.Has(TcpFlags.Rst))
            flow.CountWithoutContent(ref half, packet, payload: 0);
        else if (TcpTracking.IsKeepAlive(half, packet))
            flow.CountWithoutContent(ref half, packet, packet.PayloadLength);
        else
            flow.Count(ref half, packet, _mtu);
        TcpTracking.Add(ref flow, packet, _clocks);
    }

    /// <summary>Brings the slot of a packet to come nearer (<see cref="FlowBatch"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void PrefetchSlot(ulong hash)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref _slots[(int)hash & _slots.Length - 1]));
    }

    /// <summary>Brings the record nearer that most likely is the flow's.</summary>
    /// <returns>The record, by its tag alone; -1 for none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe int Guess(ulong hash)
    {
        var slots = _slots;
        var at = (int)hash & slots.Length - 1;
        while (slots[at].Record != 0 && slots[at].Tag != (uint)(hash >> 32))
            at = at + 1 & slots.Length - 1;
        var record = slots[at].Record - 1;
        if (Sse.IsSupported && record >= 0)
        {
            var start = (byte*)Unsafe.AsPointer(ref _records[record]);
            for (var line = 0; line < Unsafe.SizeOf<FlowRecord>(); line += CacheLine)
                Sse.Prefetch0(start + line);
        }
        return record;
    }

    /// <summary>Brings nearer what the record points to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchExtras(int record)
    {
        if (record < 0)
            return;
        ref var flow = ref _records[record];
        flow.Low.PrefetchExtras();
        flow.High.PrefetchExtras();
    }

    /// <summary>Takes in the table of a later part of the capture: flows that go on are joined.</summary>
    /// <param name="order">Added to the positions of the later part.</param>
    public void Merge(FlowTable later, long order)
    {
        var records = new List<FlowRecord>();
        later._folded.Kept.ForEach((int _, ref FlowRecord flow) => records.Add(flow));
        later._records.ForEach((int _, ref FlowRecord flow) => records.Add(flow));
        records.Sort((left, right) => left.Order.CompareTo(right.Order));
        foreach (ref var record in CollectionsMarshal.AsSpan(records))
        {
            record.Order += order;
            record.Half(0).Timer.Move(later._clocks, _clocks);
            record.Half(1).Timer.Move(later._clocks, _clocks);
            Join(record);
        }
        _folded.MergeTotals(later._folded);
        _now = Math.Max(_now, later._now);
    }

    private void Join(in FlowRecord record)
    {
        var hash = record.Key.Hash();
        var slot = FindSlot(record.Key, hash);
        if (slot < 0)
        {
            Insert(hash) = record;
            return;
        }
        ref var flow = ref _records[_slots[slot].Record - 1];
        if (flow.IsContinuedBy(record))
        {
            StopTimers(ref flow);
            flow.Merge(record);
            return;
        }
        Fold(ref flow);
        flow = record;
    }

    private ref FlowRecord FindOrBegin(in FlowRun run, in FlowPacket first, long orderBase)
    {
        if (run.Record >= 0)
        {
            ref var guessed = ref _records[run.Record];
            if (guessed.Key.Equals(run.Key))
                return ref guessed;
        }
        return ref FindOtherOrBegin(run, first, orderBase);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref FlowRecord FindOtherOrBegin(in FlowRun run, in FlowPacket first, long orderBase)
    {
        var slot = FindSlot(run.Key, run.Hash);
        if (slot >= 0)
            return ref _records[_slots[slot].Record - 1];
        // One time far ahead of all others is no time that passed.
        _now = Math.Max(_now, Math.Min(first.Time, _lastBegin));
        _lastBegin = first.Time;
        ref var flow = ref Insert(run.Hash);
        Begin(ref flow, run.Key, first, orderBase);
        return ref flow;
    }

    private int FindSlot(in FlowKey key, ulong hash)
    {
        var mask = _slots.Length - 1;
        for (var at = (int)hash & mask; ; at = at + 1 & mask)
        {
            ref var slot = ref _slots[at];
            if (slot.Record == 0)
                return -1;
            if (slot.Tag == (uint)(hash >> 32) && _records[slot.Record - 1].Key.Equals(key))
                return at;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Begin(ref FlowRecord flow, in FlowKey key, in FlowPacket packet, long orderBase) =>
        flow = new FlowRecord { Key = key, Order = packet.Order + orderBase, Opener = packet.Side };

    private void Fold(ref FlowRecord flow)
    {
        StopTimers(ref flow);
        _folded.Add(ref flow);
    }

    private void StopTimers(ref FlowRecord flow)
    {
        flow.Half(0).Timer.Stop(_clocks);
        flow.Half(1).Timer.Stop(_clocks);
    }

    private ref FlowRecord Insert(ulong hash)
    {
        if (_count >= _foldAt)
            MakeRoom();
        if (!_free.TryPop(out var index))
            index = _records.Add();
        _count++;
        Place(hash, index);
        return ref _records[index];
    }

    private void Place(ulong hash, int index)
    {
        var mask = _slots.Length - 1;
        var at = (int)hash & mask;
        while (_slots[at].Record != 0)
            at = at + 1 & mask;
        _slots[at] = new Slot { Tag = (uint)(hash >> 32), Record = index + 1 };
    }

    private void MakeRoom()
    {
        var before = _count;
        var limits = FoldingLimits.Usual;
        Sweep(limits);
        while (_count >= _limit && limits.Idle > 0)
        {
            limits = limits.Halved();
            Sweep(limits);
        }
        if (_count >= _limit)
            Sweep(FoldingLimits.Everything);
        _foldAt = Math.Min(_limit, Math.Max(_foldAt, _count > before * 3L / 4 ? before * 2 : before));
        Rebuild();
    }

    private void Sweep(FoldingLimits limits)
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            if (slot.Record == 0)
                continue;
            ref var flow = ref _records[slot.Record - 1];
            if (!limits.AreReachedBy(flow, _now))
                continue;
            Fold(ref flow);
            flow = default;
            _free.Push(slot.Record - 1);
            slot.Record = 0;
            _count--;
        }
    }

    private void Rebuild()
    {
        var old = _slots;
        var size = old.Length;
        while (size < _foldAt * 2)
            size *= 2;
        _slots = new Slot[size];
        foreach (var slot in old)
        {
            if (slot.Record > 0)
                Place(_records[slot.Record - 1].Key.Hash(), slot.Record - 1);
        }
    }
}
