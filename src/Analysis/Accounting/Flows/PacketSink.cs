using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Where dissected packets go that must be followed in order: TCP segments and datagrams, run by run, and echo messages.
/// </summary>
internal abstract class PacketSink
{
    /// <summary>Where the next packets go.</summary>
    protected FlowPacket[] Packets { get; set; } = [];

    /// <summary>Packets there.</summary>
    protected int Count { get; set; }

    /// <summary>Begins a run: the next packets are of this flow.</summary>
    public abstract void Begin(in FlowKey key);

    /// <summary>The next packet of the run, to be filled in before anything else is asked of the sink.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref FlowPacket Next()
    {
        if (Count >= Packets.Length)
            MakeRoom();
        var packets = Packets;
        var at = Count;
        Count = at + 1;
        return ref packets[at];
    }

    /// <summary>Sees to it that there is room for one packet more.</summary>
    protected abstract void MakeRoom();

    /// <summary>Hands on what has been filled in.</summary>
    public abstract void Flush();

    public abstract void AddEcho(in EchoPacket packet);
}
