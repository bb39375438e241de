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
    public long TransportHeaderBytes;
    public long PayloadBytes;

    /// <summary>What short frames are padded with on the wire.</summary>
    public long WirePadding;
    public long PaddedFrames;
    public long First = long.MaxValue;
    public long Last = long.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in PlainHeaders headers, int length, long time)
    {
        Frames++;
        LinkBytes += length;
        TransportHeaderBytes += headers.HeaderLength;
        PayloadBytes += headers.PayloadLength;
        if (length < WireEstimate.MinimumFrame)
            WirePadding += WireEstimate.MinimumFrame - length;
        if (headers.End < length)
            PaddedFrames++;
        if (time < First)
            First = time;
        if (time > Last)
            Last = time;
    }

    public readonly void AddTo(ref LayerCounters layers, PlainShape shape)
    {
        Add(ref layers.Link, LinkBytes);
        Add(ref layers.Network, NetworkBytes(shape));
        Add(ref layers.Transport, TransportBytes);
        if (shape.HasFlag(PlainShape.Payload))
            Add(ref layers.Application, PayloadBytes);
        layers.WireFrames += Frames;
        layers.WireBytes += LinkBytes + WirePadding + (WireEstimate.Overhead * Frames);
    }

    public readonly void AddTo(ProtocolRows rows, PlainShape shape)
    {
        var (isTagged, isIpv6, isUdp) = (shape.HasFlag(PlainShape.Tagged), shape.HasFlag(PlainShape.Ipv6), shape.HasFlag(PlainShape.Udp));
        var link = isTagged ? PlainHeaders.EthernetLength + PlainHeaders.TagLength : PlainHeaders.EthernetLength;
        rows.Add(Protocol.Ethernet, Frames, PlainHeaders.EthernetLength * Frames);
        if (isTagged)
            rows.Add(Protocol.Vlan, Frames, PlainHeaders.TagLength * Frames);
        rows.Add(isIpv6 ? Protocol.Ipv6 : Protocol.Ipv4, Frames, NetworkLength(shape) * Frames);
        var transport = (isUdp ? PlainHeaders.UdpLength : PlainHeaders.TcpLength) * Frames;
        rows.Add(isUdp ? Protocol.Udp : Protocol.Tcp, Frames, transport);
        if (shape.HasFlag(PlainShape.Options))
            rows.Add(Protocol.TcpOptions, Frames, TransportHeaderBytes - transport);
        if (shape.HasFlag(PlainShape.Payload))
            rows.Add(Protocol.Payload, Frames, PayloadBytes);
        rows.Add(Protocol.Padding, PaddedFrames, LinkBytes - (link * Frames) - NetworkBytes(shape));
    }

    private static int NetworkLength(PlainShape shape) =>
        shape.HasFlag(PlainShape.Ipv6) ? PlainHeaders.Ipv6Length : PlainHeaders.Ipv4Length;

    private readonly long NetworkBytes(PlainShape shape) => (NetworkLength(shape) * Frames) + TransportBytes;

    private readonly long TransportBytes => TransportHeaderBytes + PayloadBytes;

    private readonly void Add(ref Counter layer, long bytes) =>
        layer.Merge(new Counter { Frames = Frames, Bytes = bytes, First = First, Last = Last });
}
