using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Sums over the plain frames of one shape and direction. The headers of a shape have fixed lengths, so layers and rows
/// follow from a few sums, once, at the end, and not from five layers and as many rows counted for each
/// frame.
/// </summary>
internal struct PlainCounters()
{
    public long Frames;
    public long LinkBytes;
    public long NetworkBytes;

    /// <summary>Transport headers with their options.</summary>
    public long HeaderBytes;
    public long WireBytes;
    public long First = long.MaxValue;
    public long Last = long.MinValue;

    public long OptionFrames;
    public long PaddedFrames;
    public long PayloadFrames;
    public long FirstPayload = long.MaxValue;
    public long LastPayload = long.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in FrameLayers layers, int length, int wire, long time)
    {
        Frames++;
        LinkBytes += length;
        NetworkBytes += layers.NetworkLength;
        HeaderBytes += layers.TransportHeaderLength;
        WireBytes += wire;
        First = Math.Min(First, time);
        Last = Math.Max(Last, time);
        if (layers.TransportHeaderLength > TcpLength)
            OptionFrames++;
        if (layers.NetworkOffset + layers.NetworkLength < length)
            PaddedFrames++;
        if (layers.PayloadLength > 0)
        {
            PayloadFrames++;
            FirstPayload = Math.Min(FirstPayload, time);
            LastPayload = Math.Max(LastPayload, time);
        }
    }

    /// <summary>Adds the sums to the layers and rows that the frames belong to.</summary>
    public readonly void Unfold(PlainShape shape, ref LayerCounters layers, ProtocolRows rows)
    {
        if (Frames == 0)
            return;
        var isTagged = (shape & PlainShape.Tagged) != 0;
        var isIpv6 = (shape & PlainShape.Ipv6) != 0;
        var isUdp = (shape & PlainShape.Udp) != 0;
        var (link, network, transport) = (isTagged ? 18 : 14, isIpv6 ? 40 : 20, isUdp ? 8 : TcpLength);
        var transportBytes = NetworkBytes - (network * Frames);
        var payloadBytes = transportBytes - HeaderBytes;

        layers.Link.Merge(new Counter { Frames = Frames, Bytes = LinkBytes, First = First, Last = Last });
        layers.Network.Merge(new Counter { Frames = Frames, Bytes = NetworkBytes, First = First, Last = Last });
        layers.Transport.Merge(new Counter { Frames = Frames, Bytes = transportBytes, First = First, Last = Last });
        layers.Application.Merge(
            new Counter { Frames = PayloadFrames, Bytes = payloadBytes, First = FirstPayload, Last = LastPayload });
        layers.WireFrames += Frames;
        layers.WireBytes += WireBytes;

        rows.Add(Protocol.Ethernet, Frames, 14 * Frames);
        rows.Add(Protocol.Vlan, isTagged ? Frames : 0, isTagged ? 4 * Frames : 0);
        rows.Add(isIpv6 ? Protocol.Ipv6 : Protocol.Ipv4, Frames, network * Frames);
        rows.Add(isUdp ? Protocol.Udp : Protocol.Tcp, Frames, transport * Frames);
        rows.Add(Protocol.TcpOptions, OptionFrames, HeaderBytes - (transport * Frames));
        rows.Add(Protocol.Payload, PayloadFrames, payloadBytes);
        rows.Add(Protocol.Padding, PaddedFrames, LinkBytes - (link * Frames) - NetworkBytes);
    }

    /// <summary>Without options; UDP's header is shorter and has none.</summary>
    private const int TcpLength = 20;
}
