namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Follows packets at once, in batches, so that the records of packets to come are fetched while those before are
/// followed: with thousands of flows each record is a cache miss, and waiting for them one by one took a fifth of the
/// whole time.
/// </summary>
internal sealed class FlowQueue(FlowTable[] tables, EchoTable echo) : PacketSink
{
    public const int SlotDistance = 12;
    public const int RecordDistance = 6;

    public override void AddEcho(in EchoPacket packet) => echo.Add(packet);

    protected override void Take(Span<FlowPacket> packets)
    {
        for (var ahead = 0; ahead < Math.Min(SlotDistance, packets.Length); ahead++)
            Table(packets[ahead].Hash).PrefetchSlot(packets[ahead].Hash);
        for (var at = 0; at < packets.Length; at++)
        {
            if (at + SlotDistance < packets.Length)
                Table(packets[at + SlotDistance].Hash).PrefetchSlot(packets[at + SlotDistance].Hash);
            if (at + RecordDistance < packets.Length)
                Table(packets[at + RecordDistance].Hash).PrefetchRecord(packets[at + RecordDistance].Hash);
            Table(packets[at].Hash).Add(packets[at]);
        }
    }

    private FlowTable Table(ulong hash) => tables[hash >> FlowTable.ShardShift];
}
