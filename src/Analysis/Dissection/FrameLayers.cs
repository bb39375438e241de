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

    private int _count;

    /// <summary>Number of spans in use.</summary>
    public readonly int Count => _count;

    /// <summary>
    /// Index of the first span behind the outermost link header, which VLAN tags, LLC and radiotap belong to; 0 for
    /// raw IP.
    /// </summary>
    public int LinkSpans { get; set; }

    /// <summary>
    /// Bytes between the outermost link header (VLAN tags included) and the innermost IP header: outer IP, GRE, MPLS,
    /// PPPoE, VXLAN, inner Ethernet ... 0 without a tunnel, and without an IP header. Where a tunnel carries no IP
    /// (VXLAN with ARP), the outer datagram is the innermost there is, and the tunnel is its payload.
    /// </summary>
    public int EncapsulationBytes { get; set; }

    /// <summary>Offset of the innermost IP header.</summary>
    public int NetworkOffset { get; set; }

    /// <summary>
    /// Length of the innermost datagram in bytes, its header included: the total length that it states, or what the
    /// frame has room for where it states more (which is a <see cref="Defect"/>).
    /// </summary>
    public int NetworkLength { get; set; }

    /// <summary>Offset of the transport header; on a later fragment, of the fragment's data.</summary>
    public int TransportOffset { get; set; }

    /// <summary>Transport header with its options, in bytes, as far as this fragment has them; 0 on a later one.</summary>
    public int TransportHeaderLength { get; set; }

    /// <summary>Where the transport payload begins.</summary>
    public int PayloadOffset { get; set; }

    /// <summary>
    /// Transport payload in bytes by the lengths that the headers state; on a later fragment, its data.
    /// </summary>
    public int PayloadLength { get; set; }

    /// <summary>
    /// tcp, udp, sctp, icmp, icmpv6 (the innermost); none without a whole transport header, TCP's options aside.
    /// </summary>
    public Protocol Transport { get; set; }

    /// <summary>4 or 6 where the frame holds an IP datagram (the innermost); 0 without one.</summary>
    public byte IpVersion { get; set; }

    /// <summary>
    /// The datagram's length field was 0 (segmentation offload, jumbogram) and was inferred from the frame.
    /// </summary>
    public bool LengthInferred { get; set; }

    /// <summary>
    /// The frame holds a part of what its innermost headers state: their datagram is a fragment, first or later, or a
    /// tunnel's datagram around it is, or ERSPAN says that the mirror cut the frame.
    /// </summary>
    public bool IsPartial { get; set; }

    /// <summary>A fragment that does not begin the datagram's payload; it has no transport header.</summary>
    public bool IsLaterFragment { get; set; }

    /// <summary>
    /// What stopped the dissection; <see cref="DissectionDefect.None"/> for a frame understood to its end.
    /// </summary>
    public DissectionDefect Defect { get; set; }

    private SpanBuffer _spans;

    [InlineArray(MaxSpans)]
    private struct SpanBuffer
    {
        private LayerSpan _first;
    }

    [UnscopedRef]
    public readonly ReadOnlySpan<LayerSpan> Spans => ((ReadOnlySpan<LayerSpan>)_spans)[.._count];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Protocol protocol, int offset, int length) =>
        _spans[_count++] = new LayerSpan(protocol, offset, length);

    /// <summary>Empties it for the next frame; the old spans stay in memory, out of reach.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset()
    {
        _count = 0;
        LinkSpans = 0;
        EncapsulationBytes = 0;
        Defect = default;
        IsPartial = false;
        ClearNetwork();
    }

    /// <summary>
    /// Keeps a span for the frame's end at the buffer's back, before the <paramref name="trailers"/> kept so far.
    /// </summary>
    /// <returns>Number of trailers kept.</returns>
    internal int PushTrailer(int trailers, LayerSpan trailer)
    {
        if (trailers > 0 && _spans[MaxSpans - trailers].Protocol == trailer.Protocol)
        {
            ref var inner = ref _spans[MaxSpans - trailers];
            inner = new LayerSpan(trailer.Protocol, trailer.Offset, trailer.Length + inner.Length);
            return trailers;
        }

        _spans[MaxSpans - trailers - 1] = trailer;
        return trailers + 1;
    }

    internal void AppendTrailers(int trailers)
    {
        for (var i = MaxSpans - trailers; i < MaxSpans; i++)
        {
            _spans[_count++] = _spans[i];
        }
    }

    /// <summary>
    /// Begins a datagram; one that a tunnel has led here from is forgotten, but for being partial: then this one is.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void BeginNetwork(byte version, int offset, int length, bool inferred)
    {
        if (IpVersion != 0)
        {
            ClearNetwork();
        }

        IpVersion = version;
        NetworkOffset = offset;
        NetworkLength = length;
        LengthInferred = inferred;
    }

    private void ClearNetwork()
    {
        NetworkOffset = 0;
        NetworkLength = 0;
        TransportOffset = 0;
        TransportHeaderLength = 0;
        PayloadOffset = 0;
        PayloadLength = 0;
        Transport = Protocol.None;
        IpVersion = 0;
        LengthInferred = false;
        IsLaterFragment = false;
    }
}
