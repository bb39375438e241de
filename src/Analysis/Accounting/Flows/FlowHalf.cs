using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// What one end of a flow sent. Sequence numbers are unwrapped to 64 bits: each 32-bit number is placed nearest to the
/// highest one known, so that a wrap is a step forward.
/// </summary>
internal partial struct FlowHalf()
{
    public uint Frames;
    public uint PayloadFrames;
    public long Bytes;
    public long PayloadBytes;
    public long FirstPayload = long.MaxValue;
    public long LastPayload = long.MinValue;

    /// <summary>One beyond the highest sequence number sent, SYN and FIN included.</summary>
    public long Next;

    /// <summary>The highest acknowledgment of this half's bytes.</summary>
    public long Acknowledged;

    /// <summary>
    /// Where the bytes that could be seen begin: behind the SYN; without it at the first payload byte seen, since what
    /// was on its way when the capture began is no gap; without any at the first acknowledgment.
    /// </summary>
    public long Base;

    public SeenBytes Seen;

    /// <summary>What is on its way and timed.</summary>
    public SegmentTimer Timer = new();

    /// <summary>When the timestamps option being timed was first sent; else one of the two below.</summary>
    public long TimestampSent = NewestTimestampUnknown;

    /// <summary>The timestamp being timed, else the newest one sent.</summary>
    public uint TimestampValue;

    /// <summary>No timestamp is timed, and <see cref="TimestampValue"/> is the newest one, or need not be.</summary>
    public const long NewestTimestampKnown = -1;
    public const long NewestTimestampUnknown = -2;

    /// <summary>The first sequence number of this half that was known, from a segment or an acknowledgment.</summary>
    public uint Anchor;

    /// <summary>The FIN's own number, one beyond the last byte.</summary>
    public uint FinAt;

    /// <summary>Unscaled: the last, the greatest outside SYNs, the greatest in SYNs.</summary>
    public ushort Window;
    public ushort MaxWindow;
    public ushort MaxSynWindow;

    public ushort Mss;
    public byte WindowScale = FlowPacket.NoWindowScale;
    public HalfState State;
    private HalfRtt _rtt;
    private HalfExtras? _extras;

    public HalfExtras Extras => _extras ??= new HalfExtras();

    /// <summary>Null where there was nothing of the kind.</summary>
    public readonly HalfExtras? KnownExtras => _extras;

    /// <summary>Brings <see cref="Extras"/> nearer. The reference is used as an address only, and one that is old by then does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void PrefetchExtras()
    {
        if (!Sse.IsSupported)
            return;
        var extras = *(byte**)Unsafe.AsPointer(ref Unsafe.AsRef(in _extras));
        Sse.Prefetch0(extras);
        Sse.Prefetch0(extras + FlowTable.CacheLine);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddRtt(long nanoseconds) => _rtt.Add(nanoseconds, ref _extras);

    public readonly RttSummary? RttSummary => _rtt.ToSummary(_extras);

    public readonly bool Is(HalfState state) => (State & state) != 0;

    /// <summary>True when a number of this half's sequence space is known.</summary>
    public readonly bool IsAnchored => Is(HalfState.Sent | HalfState.Acked);

    private readonly long Reference => Is(HalfState.Sent) ? Next : Acknowledged;

    /// <summary>The 64-bit number nearest to the highest one known; the first one lies in the second epoch, so that none is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Unwrap(uint number)
    {
        if (!IsAnchored)
        {
            Anchor = number;
            return number + (1L << 32);
        }
        return Near(number);
    }

    private readonly long Near(uint number) => Near(number, Reference);

    /// <summary>The 64-bit number of these lower 32 bits that is nearest to a known one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Near(uint number, long known) => known + (int)(number - (uint)known);

    /// <summary>
    /// Bytes that were acknowledged and never seen. What is acknowledged of a half that sent its SYN and a reset, and
    /// acknowledged nothing itself, is of an older connection, which the other end still had (RFC 9293, 3.5.1).
    /// </summary>
    public readonly long GapBytes(in FlowHalf peer) => !Is(HalfState.Acked)
        || (!peer.Is(HalfState.Acked) && (State & (HalfState.Syn | HalfState.Data | HalfState.Reset)) == (HalfState.Syn | HalfState.Reset))
        ? 0
        : Seen.Missing(Base, Is(HalfState.Fin) ? Math.Min(Acknowledged, Near(FinAt)) : Acknowledged);

    public readonly long UniqueBytes => Seen.Count;

    public readonly long RetransmittedBytes => PayloadBytes - UniqueBytes;

    public readonly WireExtra Wire => _extras?.Wire ?? default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void CountZeroWindow() => Extras.ZeroWindows++;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void CountKeepAlive() => Extras.KeepAlives++;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void CountDuplicateAck() => Extras.DuplicateAcks++;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void LookForCopy(in FlowPacket packet) => (Extras.Copies ??= new InterfaceCopies()).Look(packet);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void CountSuperFrame(in FlowPacket packet, int segment)
    {
        var (frames, bytes) = WireEstimate.Recut(packet.HeaderLength, packet.PayloadLength, segment);
        Extras.Wire = Extras.Wire.Plus(new WireExtra(1, frames - 1, bytes - WireEstimate.FrameBytes(packet.FrameLength + packet.HeaderDifference)));
    }
}

/// <summary>What has been seen of one half of a TCP connection.</summary>
[Flags]
internal enum HalfState : byte
{
    None = 0,

    /// <summary>A segment was seen, so <see cref="FlowHalf.Next"/> is known.</summary>
    Sent = 1,

    /// <summary>Its bytes were acknowledged by the other half.</summary>
    Acked = 2,
    Syn = 4,
    Data = 8,
    Fin = 16,
    Reset = 32,

    /// <summary>Frames held parts of segments, so that sequence numbers and lengths do not match.</summary>
    Parts = 64,

    /// <summary>The SYN was sent more than once.</summary>
    SynAgain = 128,
}
