using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Dissection;

/// <summary>
/// What a frame is made of. Filled in by <see cref="FrameDissector"/>, reused from frame to frame, never on the heap.
/// The spans are in order of offset, touch one another and sum to the frame's original length.
/// </summary>
public struct FrameLayers
{
    /// <summary>Spans kept of one frame; what lies deeper is one span of <see cref="Protocol.Undissected"/>.</summary>
    public const int MaxSpans = 32;

    private SpanBuffer _spans;

    [InlineArray(MaxSpans)]
    private struct SpanBuffer
    {
        private LayerSpan _first;
    }

    /// <summary>Number of spans in use.</summary>
    public int Count { get; private set; }

    [UnscopedRef]
    public readonly ReadOnlySpan<LayerSpan> Spans => ((ReadOnlySpan<LayerSpan>)_spans)[..Count];

    /// <summary>Index of the first span that is no longer the outermost link header with its VLAN tags.</summary>
    public int LinkSpans { get; set; }

    /// <summary>
    /// Bytes between the outermost link header (VLAN tags included) and the innermost IP header: outer IP, GRE, MPLS,
    /// PPPoE, VXLAN, inner Ethernet ... 0 without a tunnel.
    /// </summary>
    public int EncapsulationBytes { get; set; }

    /// <summary>4 or 6 where the frame holds an IP datagram (the innermost); 0 without one.</summary>
    public byte IpVersion { get; set; }

    /// <summary>Offset of the innermost IP header.</summary>
    public int NetworkOffset { get; set; }

    /// <summary>Total length of the innermost datagram in bytes, its header included.</summary>
    public int NetworkLength { get; set; }

    /// <summary>The datagram's length field was 0 (segmentation offload, jumbogram) and was inferred from the frame.</summary>
    public bool LengthInferred { get; set; }

    /// <summary>A fragment, first or later.</summary>
    public bool IsFragment { get; set; }

    /// <summary>A fragment that does not begin the datagram's payload; it has no transport header.</summary>
    public bool IsLaterFragment { get; set; }

    /// <summary>tcp, udp, sctp, icmp or icmpv6 (the innermost); none without a transport header, or on a later fragment.</summary>
    public Protocol Transport { get; set; }

    /// <summary>Offset of the transport header; on a later fragment, of the fragment's data.</summary>
    public int TransportOffset { get; set; }

    /// <summary>Transport header with its options, in bytes; 0 on a later fragment.</summary>
    public int TransportHeaderLength { get; set; }

    /// <summary>Transport payload in bytes by the lengths that the headers state, and where it begins.</summary>
    public int PayloadOffset { get; set; }
    public int PayloadLength { get; set; }

    /// <summary>What stopped the dissection; <see cref="DissectionDefect.None"/> for a frame understood to its end.</summary>
    public DissectionDefect Defect { get; set; }

    public void Add(Protocol protocol, int offset, int length) => _spans[Count++] = new LayerSpan(protocol, offset, length);
}

/// <summary>Malformed or cut input as a value: which layer wanted how many bytes, and how many there were.</summary>
/// <param name="Truncated">The capture's snaplen cut the header, so that nothing is wrong with the frame itself.</param>
public readonly record struct DissectionDefect(Protocol Layer, int Required, int Available, bool Truncated)
{
    public static DissectionDefect None => default;

    public bool IsNone => Layer == Protocol.None;
}
