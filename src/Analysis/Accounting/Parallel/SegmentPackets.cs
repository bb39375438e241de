namespace Wiretax.Analysis.Accounting;

/// <summary>The packets of one segment by shard, in file order, until the shards take them. Reused from wave to wave.</summary>
internal sealed class SegmentPackets : PacketSink
{
    private const int FirstCapacity = 256;

    private readonly Shard[] _shards = new Shard[FlowTable.Shards];
    private readonly List<EchoPacket> _echo = [];

    /// <summary>The shard of the run at hand.</summary>
    private int _at;

    private struct Shard()
    {
        public FlowPacket[] Packets = [];
        public int Count;
        public FlowRun[] Runs = [];
        public int RunCount;
    }

    public SegmentPackets() => Array.Fill(_shards, new Shard());

    /// <summary>Frames in the capture before this segment: what the packets' positions lack.</summary>
    public long OrderBase { get; set; }

    public void Clear()
    {
        foreach (ref var shard in _shards.AsSpan())
            (shard.Count, shard.RunCount) = (0, 0);
        (Packets, Count, _at) = (_shards[0].Packets, 0, 0);
        _echo.Clear();
    }

    /// <summary>Follows what the shard holds; <see cref="Flush"/> was called before.</summary>
    public void Follow(int shard, FlowTable[] tables)
    {
        ref var own = ref _shards[shard];
        for (var from = 0; from < own.RunCount; from += FlowBatch.MostRuns)
        {
            var next = Math.Min(from + FlowBatch.MostRuns, own.RunCount);
            var end = next < own.RunCount ? own.Runs[next].Start : own.Count;
            FlowBatch.Follow(own.Runs.AsSpan(from..next), own.Packets.AsSpan(0, end), tables, OrderBase);
        }
    }

    public void FollowEcho(EchoTable table)
    {
        foreach (var packet in _echo)
            table.Add(packet with { Order = packet.Order + OrderBase });
    }

    public override void Begin(in FlowKey key)
    {
        Flush();
        var hash = key.Hash();
        _at = (int)(hash >> FlowTable.ShardShift);
        ref var shard = ref _shards[_at];
        (Packets, Count) = (shard.Packets, shard.Count);
        if (shard.RunCount == shard.Runs.Length)
            Array.Resize(ref shard.Runs, Larger(shard.RunCount));
        shard.Runs[shard.RunCount++] = new FlowRun { Key = key, Hash = hash, Start = Count };
    }

    public override void Flush() => _shards[_at].Count = Count;

    protected override void MakeRoom()
    {
        ref var shard = ref _shards[_at];
        Array.Resize(ref shard.Packets, Larger(Count));
        Packets = shard.Packets;
    }

    private static int Larger(int count) => Math.Max(FirstCapacity, count * 2);

    public override void AddEcho(in EchoPacket packet) => _echo.Add(packet);
}
