namespace Wiretax.Analysis.Accounting;

/// <summary>Where dissected packets go that must be followed in order: TCP segments, datagrams, echo messages.</summary>
internal abstract class PacketSink
{
    private readonly FlowPacket[] _packets = new FlowPacket[FlowBatch.Capacity];
    private int _count;

    /// <summary>The next packet, to be filled in; <see cref="Push"/> takes it.</summary>
    public ref FlowPacket Next => ref _packets[_count];

    public void Push()
    {
        if (++_count == FlowBatch.Capacity)
            Flush();
    }

    /// <summary>Hands on what has been pushed.</summary>
    public void Flush()
    {
        Take(_packets.AsSpan(0, _count));
        _count = 0;
    }

    public abstract void AddEcho(in EchoPacket packet);

    protected abstract void Take(Span<FlowPacket> packets);
}
