namespace Wiretax.Analysis.Accounting;

internal partial struct FlowHalf
{
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
        if (later._extras is not null)
            Extras.Merge(later._extras);
        Window = later.Frames > 0 ? later.Window : Window;
        MaxWindow = Math.Max(MaxWindow, later.MaxWindow);
        MaxSynWindow = Math.Max(MaxSynWindow, later.MaxSynWindow);
        if (Mss == 0)
            Mss = later.Mss;
        if (WindowScale == FlowPacket.NoWindowScale)
            WindowScale = later.WindowScale;
        _rtt.Merge(later._rtt, later._extras, ref _extras);
        if (later.IsAnchored)
            MergeSequence(later);
        State |= later.State;
        Timer = later.Timer;
        (TimestampSent, TimestampValue) = (later.TimestampSent, later.TimestampValue);
    }

    private void MergeSequence(in FlowHalf later)
    {
        // The later part's first number, where this part would have placed it.
        var shift = IsAnchored ? Near(later.Anchor) - later.Anchor - (1L << 32) : 0;
        if (!IsAnchored)
            Anchor = later.Anchor;
        if (later.Rank > Rank)
            Base = later.Base + shift;
        if (later.Is(HalfState.Fin))
        {
            var laterFin = later.Near(later.FinAt) + shift;
            FinAt = Is(HalfState.Fin) ? (uint)Math.Min(Near(FinAt), laterFin) : (uint)laterFin;
        }
        if (later.Is(HalfState.Sent))
            Next = Is(HalfState.Sent) ? Math.Max(Next, later.Next + shift) : later.Next + shift;
        if (later.Is(HalfState.Acked))
            Acknowledged = Is(HalfState.Acked) ? Math.Max(Acknowledged, later.Acknowledged + shift) : later.Acknowledged + shift;
        Seen.Merge(later.Seen, shift);
    }

    /// <summary>How well <see cref="Base"/> is known.</summary>
    private readonly int Rank => Is(HalfState.Syn) ? 3 : Is(HalfState.Data) ? 2 : Is(HalfState.Acked) ? 1 : 0;
}
