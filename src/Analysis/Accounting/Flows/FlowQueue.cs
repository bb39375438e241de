namespace Wiretax.Analysis.Accounting;

/// <summary>Follows packets at once, a batch at a time.</summary>
internal sealed class FlowQueue(FlowTable[] tables, EchoTable echo) : PacketSink
{
    public override void AddEcho(in EchoPacket packet) => echo.Add(packet);

    protected override void Take(Span<FlowPacket> packets) => FlowBatch.Follow(packets, tables, orderBase: 0);
}
