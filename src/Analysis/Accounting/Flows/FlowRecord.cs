using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>One conversation, from its first frame to its last.</summary>
internal struct FlowRecord()
{
    public FlowKey Key;
    private Halves _halves = new();

    public long Last = long.MinValue;

    /// <summary>Position of the first frame in the capture.</summary>
    public long Order;

    /// <summary>First SYN of the opener, and the first acknowledgment that ends the handshake; -1 when not seen.</summary>
    public long SynTime = -1;
    public long HandshakeEnd = -1;

    /// <summary>0 when the low end opened, 1 when the high end did; before an opening is seen, the one that sent first.</summary>
    public byte Opener;
    public bool OpeningSeen;
    public byte Application;

    /// <summary>The smaller of the segment sizes that the two ends have stated; 0 without any.</summary>
    private ushort _segmentLimit;

    public readonly long Frames => (long)Low.Frames + High.Frames;

    public readonly long Bytes => Low.Bytes + High.Bytes;

    public readonly bool IsTcp => Key.Protocol == Protocol.Tcp;

    /// <summary>Null where segments came in parts, and without TCP.</summary>
    public readonly long? GapBytes => !IsTcp || ((Low.State | High.State) & HalfState.Parts) != 0 ? null : Low.GapBytes(High) + High.GapBytes(Low);

    /// <summary>Frames that repeat one of another interface.</summary>
    public readonly long CopiedFrames => (Low.KnownExtras?.Copies?.Copies ?? 0) + (High.KnownExtras?.Copies?.Copies ?? 0);

    /// <summary>What super-frames of each end add to the wire, the low one first; of a host that talks to itself, the opener first.</summary>
    public readonly (WireExtra First, WireExtra Second) WireExtras =>
        Key.Low == Key.High && Opener == 1 ? (High.Wire, Low.Wire) : (Low.Wire, High.Wire);

    public readonly bool HasSuperFrames => Low.Wire.SuperFrames + High.Wire.SuperFrames > 0;

    /// <summary>0 without TCP: a sum over flows holds nothing of them.</summary>
    public readonly long RetransmittedBytes => IsTcp ? Low.RetransmittedBytes + High.RetransmittedBytes : 0;

    /// <summary>Both ends have closed it, or one has reset it.</summary>
    public readonly bool IsClosed =>
        (Low.State & HalfState.Fin & High.State) != 0 || ((Low.State | High.State) & HalfState.Reset) != 0;

    /// <summary>What the end with the lower address sent, and the other one.</summary>
    [UnscopedRef]
    public readonly ref readonly FlowHalf Low => ref _halves[0];

    [UnscopedRef]
    public readonly ref readonly FlowHalf High => ref _halves[1];

    /// <param name="side">0 or 1; which one is as good as random, so it is added and not asked for.</param>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref FlowHalf Half(int side) => ref Unsafe.Add(ref Unsafe.As<Halves, FlowHalf>(ref _halves), side);

    [InlineArray(2)]
    private struct Halves
    {
        private FlowHalf _low;

        public Halves()
        {
            this[0] = new FlowHalf();
            this[1] = new FlowHalf();
        }
    }

    /// <summary>True when <paramref name="later"/> goes on with this flow: it does not begin with another connection's SYN.</summary>
    public readonly bool IsContinuedBy(in FlowRecord later)
    {
        if (!later.OpeningSeen)
            return true;
        ref readonly var opener = ref later.Opener == 0 ? ref later.Low : ref later.High;
        if (opener.Is(HalfState.Syn))
        {
            ref readonly var known = ref later.Opener == 0 ? ref Low : ref High;
            ref readonly var other = ref later.Opener == 0 ? ref High : ref Low;
            return known.Is(HalfState.Syn)
                ? !IsClosed && IsSameSyn(later.Opener, opener)
                : TcpTracking.IsOpenedBy(known, other, (uint)opener.Base);
        }
        ref readonly var answerer = ref later.Opener == 0 ? ref later.High : ref later.Low;
        return HasSyn(1 - later.Opener) ? IsSameSyn(1 - later.Opener, answerer) : HasSyn(later.Opener);
    }

    private readonly bool HasSyn(int side) => (side == 0 ? Low.State : High.State).HasFlag(HalfState.Syn);

    private readonly bool IsSameSyn(int side, in FlowHalf other) =>
        HasSyn(side) && (uint)(side == 0 ? Low.Base : High.Base) == (uint)other.Base;

    /// <summary>Counts a packet's frame, payload, and what its being a super-frame adds on the wire.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(ref FlowHalf half, in FlowPacket packet, int mtu)
    {
        half.Frames++;
        half.Bytes += packet.FrameLength;
        var time = packet.Time;
        if (time > Last)
            Last = time;
        if (packet.PayloadLength > 0)
        {
            half.PayloadBytes += packet.PayloadLength;
            half.PayloadFrames++;
            if (time < half.FirstPayload)
                half.FirstPayload = time;
            if (time > half.LastPayload)
                half.LastPayload = time;
            if (packet.Application != 0 && Application == 0 && half.PayloadFrames <= FirstPayload.FramesLookedAt)
                Application = packet.Application;
            if (packet.PayloadLength > SmallestSegment && SegmentSize(packet, mtu) is var segment && packet.PayloadLength > segment)
                half.CountSuperFrame(packet, segment);
        }
        if (packet.Fingerprint != 0)
            half.LookForCopy(packet);
    }

    /// <summary>Counts a packet whose payload brings nothing: a keep-alive, or a reset with a word about its cause.</summary>
    /// <param name="payload">Payload bytes that count as sent again.</param>
    public void CountWithoutContent(ref FlowHalf half, in FlowPacket packet, int payload)
    {
        half.Frames++;
        half.Bytes += packet.FrameLength;
        half.PayloadBytes += payload;
        Last = Math.Max(Last, packet.Time);
        if (packet.Fingerprint != 0)
            half.LookForCopy(packet);
    }

    /// <summary>Payload bytes that a segment of this flow carries on the wire.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int SegmentSize(in FlowPacket packet, int mtu)
    {
        // RFC 6691: the option states the MTU minus fixed headers; options of a segment come out of it.
        if (_segmentLimit != 0)
            return Math.Max(1, _segmentLimit - packet.OptionLength);
        return packet.IsPartial ? int.MaxValue : Math.Max(1, mtu - (packet.DatagramLength - packet.PayloadLength));
    }

    /// <summary>No wire cuts finer: the least datagram every IPv4 host takes (576) minus the largest headers.</summary>
    private const int SmallestSegment = 536 - 40;

    /// <summary>To be called when an end has stated another segment size.</summary>
    public void LimitSegments()
    {
        var (low, high) = (Low.Mss, High.Mss);
        _segmentLimit = low == 0 || high == 0 ? Math.Max(low, high) : Math.Min(low, high);
    }

    public void Merge(in FlowRecord later)
    {
        Last = Math.Max(Last, later.Last);
        if (!OpeningSeen && later.OpeningSeen)
            (Opener, OpeningSeen) = (later.Opener, true);
        if (SynTime < 0)
            SynTime = later.SynTime;
        if (HandshakeEnd < 0)
            HandshakeEnd = later.HandshakeEnd;
        if (Application == 0)
            Application = later.Application;
        Half(0).Merge(later.Low);
        Half(1).Merge(later.High);
        LimitSegments();
    }
}
