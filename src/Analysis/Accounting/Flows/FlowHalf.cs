namespace Wiretax.Analysis.Accounting;

/// <summary>
/// What one end of a flow sent. Sequence numbers are unwrapped to 64 bits: each 32-bit number is placed nearest to the
/// highest one known, so that a wrap is a step forward.
/// </summary>
internal struct FlowHalf()
{
    public long Frames;
    public long Bytes;
    public long PayloadBytes;
    public int PayloadFrames;
    public long FirstPayload = long.MaxValue;
    public long LastPayload = long.MinValue;

    /// <summary>The first sequence number of this half that was known, from a segment or an acknowledgment.</summary>
    public long Anchor;

    /// <summary>One beyond the highest sequence number sent, SYN and FIN included.</summary>
    public long Next;

    /// <summary>The highest acknowledgment of this half's bytes, and the first.</summary>
    public long Acknowledged;
    public long FirstAcknowledged;

    /// <summary>The first byte after the SYN; the first payload byte seen; the FIN's own number.</summary>
    public long DataStart;
    public long FirstData;
    public long FinAt;

    public SeenBytes Seen;

    /// <summary>What is on its way and timed.</summary>
    public SegmentTimer Timer = new();

    /// <summary>Samples beyond the first, or null.</summary>
    public RttDistribution? Rtt;

    /// <summary>The first sample in nanoseconds, or -1.</summary>
    public long FirstRtt = -1;

    /// <summary>The timestamps option being timed: its value, and when it was first sent; -1 when none is.</summary>
    public long TimestampSent = -1;
    public uint TimestampValue;

    public int OutOfOrder;
    public int DuplicateAcks;
    public int ZeroWindows;
    public int KeepAlives;

    /// <summary>Super-frames, and what they add to the wire beyond themselves.</summary>
    public int SuperFrames;
    public int ExtraWireFrames;
    public long ExtraWireBytes;

    /// <summary>Unscaled: the last, the greatest outside SYNs, the greatest in SYNs.</summary>
    public ushort Window;
    public ushort MaxWindow;
    public ushort MaxSynWindow;

    public ushort Mss;
    public byte WindowScale = FlowPacket.NoWindowScale;
    public HalfState State;

    public readonly bool Is(HalfState state) => (State & state) != 0;

    /// <summary>True when a number of this half's sequence space is known.</summary>
    public readonly bool IsAnchored => Is(HalfState.Sent | HalfState.Acked);

    private readonly long Reference => Is(HalfState.Sent) ? Next : Acknowledged;

    /// <summary>The 64-bit number nearest to the highest one known.</summary>
    public long Unwrap(uint number)
    {
        if (!IsAnchored)
            return Anchor = number + (1L << 32);
        var reference = Reference;
        return reference + (int)(number - (uint)reference);
    }

    /// <summary>Bytes that were acknowledged and never seen.</summary>
    public readonly long GapBytes
    {
        get
        {
            if (!Is(HalfState.Acked))
                return 0;
            // Without its SYN the flow began before the capture: what was on its way then is no gap.
            var from = Is(HalfState.Syn) ? DataStart : Is(HalfState.Data) ? FirstData : FirstAcknowledged;
            return Seen.Missing(from, Is(HalfState.Fin) ? Math.Min(Acknowledged, FinAt) : Acknowledged);
        }
    }

    public readonly long UniqueBytes => Seen.Count;

    public readonly long RetransmittedBytes => PayloadBytes - UniqueBytes;

    public void CountSuperFrame(in FlowPacket packet, int segment)
    {
        var (frames, bytes) = WireEstimate.Recut(packet.HeaderLength, packet.PayloadLength, segment);
        SuperFrames++;
        ExtraWireFrames += (int)frames - 1;
        ExtraWireBytes += bytes - packet.WireBytes;
    }

    public void AddRtt(long nanoseconds)
    {
        if (nanoseconds < 0)
            return;
        if (FirstRtt < 0)
        {
            FirstRtt = nanoseconds;
            return;
        }
        if (Rtt is null)
        {
            Rtt = new RttDistribution();
            Rtt.Add(FirstRtt);
        }
        Rtt.Add(nanoseconds);
    }

    public readonly RttSummary? RttSummary =>
        Rtt?.ToSummary() ?? (FirstRtt < 0 ? null : new RttSummary(FirstRtt / 1e9, FirstRtt / 1e9, FirstRtt / 1e9, 1));

    /// <summary>
    /// Takes in what a later part of the capture saw of this half. Counters that look back (out-of-order, duplicate
    /// acknowledgments, keep-alives, round-trip times) miss what spans the cut; all others are those of the whole.
    /// </summary>
    public void Merge(in FlowHalf later)
    {
        Frames += later.Frames;
        Bytes += later.Bytes;
        PayloadBytes += later.PayloadBytes;
        PayloadFrames += later.PayloadFrames;
        FirstPayload = Math.Min(FirstPayload, later.FirstPayload);
        LastPayload = Math.Max(LastPayload, later.LastPayload);
        OutOfOrder += later.OutOfOrder;
        DuplicateAcks += later.DuplicateAcks;
        ZeroWindows += later.ZeroWindows;
        KeepAlives += later.KeepAlives;
        SuperFrames += later.SuperFrames;
        ExtraWireFrames += later.ExtraWireFrames;
        ExtraWireBytes += later.ExtraWireBytes;
        Window = later.Frames > 0 ? later.Window : Window;
        MaxWindow = Math.Max(MaxWindow, later.MaxWindow);
        MaxSynWindow = Math.Max(MaxSynWindow, later.MaxSynWindow);
        if (Mss == 0)
            Mss = later.Mss;
        if (WindowScale == FlowPacket.NoWindowScale)
            WindowScale = later.WindowScale;
        MergeSamples(later);
        if (later.IsAnchored)
            MergeSequence(later, IsAnchored ? Unwrap((uint)later.Anchor) - later.Anchor : 0);
        State |= later.State;
        Timer = later.Timer;
        (TimestampSent, TimestampValue) = (later.TimestampSent, later.TimestampValue);
    }

    private void MergeSamples(in FlowHalf later)
    {
        if (later.Rtt is null)
        {
            AddRtt(later.FirstRtt);
        }
        else
        {
            if (Rtt is null)
            {
                Rtt = new RttDistribution();
                if (FirstRtt >= 0)
                    Rtt.Add(FirstRtt);
            }
            Rtt.Merge(later.Rtt);
            if (FirstRtt < 0)
                FirstRtt = later.FirstRtt;
        }
    }

    private void MergeSequence(in FlowHalf later, long shift)
    {
        if (!IsAnchored)
            Anchor = later.Anchor;
        if (later.Is(HalfState.Sent))
            Next = Is(HalfState.Sent) ? Math.Max(Next, later.Next + shift) : later.Next + shift;
        if (later.Is(HalfState.Acked))
        {
            if (!Is(HalfState.Acked))
                FirstAcknowledged = later.FirstAcknowledged + shift;
            Acknowledged = Is(HalfState.Acked) ? Math.Max(Acknowledged, later.Acknowledged + shift) : later.Acknowledged + shift;
        }
        if (later.Is(HalfState.Syn) && !Is(HalfState.Syn))
            DataStart = later.DataStart + shift;
        if (later.Is(HalfState.Data) && !Is(HalfState.Data))
            FirstData = later.FirstData + shift;
        if (later.Is(HalfState.Fin))
            FinAt = Is(HalfState.Fin) ? Math.Min(FinAt, later.FinAt + shift) : later.FinAt + shift;
        Seen.Merge(later.Seen, shift);
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

    /// <summary>Segments came in IP fragments, so that sequence numbers and lengths do not match.</summary>
    Fragments = 64,

    /// <summary>The SYN was sent more than once.</summary>
    SynAgain = 128,
}
