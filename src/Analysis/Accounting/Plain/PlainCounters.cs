using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Sums over the plain frames of one shape and direction. The headers of a shape have fixed lengths, so layers and rows
/// follow from a few sums, once, at the end, and not from five layers and as many rows counted for each frame.
/// </summary>
internal struct PlainCounters()
{
    public long Frames;
    public long LinkBytes;
    public long OptionBytes;
    public long PayloadBytes;
    public long WireBytes;
    public long PaddedFrames;
    public long First = long.MaxValue;
    public long Last = long.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in PlainHeaders headers, int length, long time)
    {
        Frames++;
        LinkBytes += length;
        PayloadBytes += headers.PayloadLength;
        WireBytes += WireEstimate.FrameBytes(length);
        if (headers.HasOptions)
            OptionBytes += headers.HeaderLength - PlainHeaders.TcpLength;
        if (headers.End < length)
            PaddedFrames++;
        if (time < First)
            First = time;
        if (time > Last)
            Last = time;
    }

    /// <summary>Adds the sums to the layers and rows that the frames belong to.</summary>
    public readonly void Unfold(PlainShape shape, ref LayerCounters layers, ProtocolRows rows)
    {
        var isTagged = shape.HasFlag(PlainShape.Tagged);
        var isIpv6 = shape.HasFlag(PlainShape.Ipv6);
        var isUdp = shape.HasFlag(PlainShape.Udp);
        var link = isTagged ? PlainHeaders.EthernetLength + PlainHeaders.TagLength : PlainHeaders.EthernetLength;
        var network = isIpv6 ? PlainHeaders.Ipv6Length : PlainHeaders.Ipv4Length;
        var transport = isUdp ? PlainHeaders.UdpLength : PlainHeaders.TcpLength;
        var transportBytes = (transport * Frames) + OptionBytes + PayloadBytes;
        var networkBytes = (network * Frames) + transportBytes;

        Add(ref layers.Link, LinkBytes);
        Add(ref layers.Network, networkBytes);
        Add(ref layers.Transport, transportBytes);
        layers.WireFrames += Frames;
        layers.WireBytes += WireBytes;

        rows.Add(Protocol.Ethernet, Frames, PlainHeaders.EthernetLength * Frames);
        if (isTagged)
            rows.Add(Protocol.Vlan, Frames, PlainHeaders.TagLength * Frames);
        rows.Add(isIpv6 ? Protocol.Ipv6 : Protocol.Ipv4, Frames, network * Frames);
        rows.Add(isUdp ? Protocol.Udp : Protocol.Tcp, Frames, transport * Frames);
        if (shape.HasFlag(PlainShape.Options))
            rows.Add(Protocol.TcpOptions, Frames, OptionBytes);
        if (shape.HasFlag(PlainShape.Payload))
        {
            Add(ref layers.Application, PayloadBytes);
            rows.Add(Protocol.Payload, Frames, PayloadBytes);
        }
        rows.Add(Protocol.Padding, PaddedFrames, LinkBytes - (link * Frames) - networkBytes);
    }

    private readonly void Add(ref Counter layer, long bytes) =>
        layer.Merge(new Counter { Frames = Frames, Bytes = bytes, First = First, Last = Last });
}
