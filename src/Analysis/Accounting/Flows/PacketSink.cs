namespace Wiretax.Analysis.Accounting;

/// <summary>Where dissected packets go that must be followed in order: TCP segments, datagrams, echo messages.</summary>
internal abstract class PacketSink
{
    /// <summary>The next packet, to be filled in before anything else is asked of the sink.</summary>
    /// <param name="hash">Of its flow.</param>
    public abstract ref FlowPacket Next(ulong hash);

    /// <summary>Hands on what has been filled in.</summary>
    public abstract void Flush();

    public abstract void AddEcho(in EchoPacket packet);
}
