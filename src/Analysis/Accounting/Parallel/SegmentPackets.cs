namespace Wiretax.Analysis.Accounting;

/// <summary>The packets of one segment by shard, in file order, until the shards take them. Reused from wave to wave.</summary>
internal sealed class SegmentPackets : PacketSink
{
    private const int FirstCapacity = 256;

    private readonly FlowPacket[][] _packets;
    private readonly int[] _counts = new int[FlowTable.Shards];
    private readonly List<EchoPacket> _echo = [];

    public SegmentPackets()
    {
        _packets = new FlowPacket[FlowTable.Shards][];
        Array.Fill(_packets, []);
    }

    public IReadOnlyList<EchoPacket> Echo => _echo;

    /// <summary>Frames in the capture before this segment: what the packets' positions lack.</summary>
    public long OrderBase { get; set; }

    public ReadOnlySpan<FlowPacket> Of(int shard) => _packets[shard].AsSpan(0, _counts[shard]);

    public void Clear()
    {
        Array.Clear(_counts);
        _echo.Clear();
    }

    public override ref FlowPacket Next(ulong hash)
    {
        var shard = (int)(hash >> FlowTable.ShardShift);
        ref var count = ref _counts[shard];
        if (count == _packets[shard].Length)
            Array.Resize(ref _packets[shard], Math.Max(FirstCapacity, count + count / 4));
        return ref _packets[shard][count++];
    }

    public override void Flush()
    {
    }

    public override void AddEcho(in EchoPacket packet) => _echo.Add(packet);
}
