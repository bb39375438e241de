namespace Wiretax.Analysis.Accounting;

/// <summary>The packets of one segment by shard, in file order, until the shards take them. Reused from wave to wave.</summary>
internal sealed class SegmentPackets : PacketSink
{
    private const int FirstCapacity = 1024;

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

    public override void AddEcho(in EchoPacket packet) => _echo.Add(packet);

    protected override void Take(Span<FlowPacket> packets)
    {
        foreach (ref readonly var packet in packets)
        {
            var shard = (int)(packet.Hash >> FlowTable.ShardShift);
            ref var bucket = ref _packets[shard];
            if (_counts[shard] == bucket.Length)
                Array.Resize(ref bucket, Math.Max(FirstCapacity, bucket.Length * 2));
            bucket[_counts[shard]++] = packet;
        }
    }
}
