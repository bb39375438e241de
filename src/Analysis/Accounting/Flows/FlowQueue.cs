namespace Wiretax.Analysis.Accounting;

/// <summary>Follows packets at once, a batch at a time.</summary>
internal sealed class FlowQueue(FlowTable[] tables, EchoTable echo) : PacketSink
{
    private readonly FlowPacket[] _packets = new FlowPacket[FlowBatch.Capacity];
    private int _count;

    public override ref FlowPacket Next(ulong hash)
    {
        if (_count == FlowBatch.Capacity)
            Flush();
        return ref _packets[_count++];
    }

    public override void Flush()
    {
        FlowBatch.Follow(_packets.AsSpan(0, _count), tables, orderBase: 0);
        _count = 0;
    }

    public override void AddEcho(in EchoPacket packet) => echo.Add(packet);
}
