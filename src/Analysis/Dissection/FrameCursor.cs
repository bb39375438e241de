using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Dissection;

/// <summary>
/// The place reached in a frame. <see cref="End"/> is where the innermost container so far ends by the lengths that the
/// headers state, in bytes of the original frame; the captured bytes may end before it.
/// </summary>
internal ref struct FrameCursor
{
    private readonly ReadOnlySpan<byte> _captured;
    private int _trailers;

    public FrameCursor(ReadOnlySpan<byte> captured, int originalLength, ref FrameLayers layers)
    {
        _captured = captured;
        End = originalLength;
        Layers = ref layers;
    }

    public readonly ref FrameLayers Layers;

    public int Offset;

    public int End;

    /// <summary>The adapter padded the 802.11 header to a multiple of four bytes.</summary>
    public bool PaddedRadioHeader;

    /// <summary>Bytes from the cursor to the container's end.</summary>
    public readonly int Remaining => End - Offset;

    /// <summary>The captured bytes from the cursor to the container's end.</summary>
    public readonly ReadOnlySpan<byte> Captured
    {
        get
        {
            var end = Math.Min(End, _captured.Length);
            return Offset < end ? _captured[Offset..end] : default;
        }
    }

    /// <summary>Room for one more layer: two header spans, a trailer, and the span that closes the frame.</summary>
    public readonly bool HasRoom => Layers.Count + _trailers <= FrameLayers.MaxSpans - 4;

    /// <summary>
    /// The header at the cursor; a defect where the capture ends before it does, or the container without a right to.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryHeader(Protocol layer, int length, out ReadOnlySpan<byte> header)
    {
        if (Remaining >= length && _captured.Length - Offset >= length)
        {
            header = _captured.Slice(Offset, length);
            return true;
        }

        header = default;
        Short(layer, length);
        return false;
    }

    /// <summary>Gives the bytes at the cursor to a protocol and moves behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(Protocol protocol, int length)
    {
        Layers.Add(protocol, Offset, length);
        Offset += length;
    }

    /// <summary>Gives a protocol the rest of the container.</summary>
    public HeaderKind TakeRest(Protocol protocol)
    {
        if (Remaining > 0)
        {
            Take(protocol, Remaining);
        }

        return HeaderKind.Padding;
    }

    /// <summary>Gives a protocol the bytes from <paramref name="start"/> to the cursor, if any.</summary>
    public readonly void TakeFrom(int start, Protocol protocol)
    {
        if (Offset > start)
        {
            Layers.Add(protocol, start, Offset - start);
        }
    }

    /// <summary>
    /// The container ends at <paramref name="end"/>; what lies behind it, up to the old end, is a trailer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Narrow(int end, Protocol trailer)
    {
        if (end < End)
        {
            AddTrailer(end, trailer);
        }
    }

    /// <summary>
    /// Records what is wrong; the first defect of a frame is kept, since the later ones follow from it.
    /// </summary>
    public readonly HeaderKind Malformed(Protocol layer, int required, int available)
    {
        if (Layers.Defect.IsNone)
        {
            Layers.Defect = new DissectionDefect(layer, required, available, Truncated: false);
        }

        return HeaderKind.Undissected;
    }

    /// <summary>There are more headers than spans: the rest stays undissected.</summary>
    public readonly HeaderKind TooDeep()
    {
        if (Layers.Defect.IsNone)
        {
            Layers.Defect = DissectionDefect.TooDeep;
        }

        return HeaderKind.Undissected;
    }

    /// <summary>
    /// A header, or what its length field covers, reaches beyond the container: a defect, but in a part of a datagram.
    /// </summary>
    public readonly HeaderKind Exceeds(Protocol layer, int stated) =>
        Layers.IsPartial ? HeaderKind.Undissected : Malformed(layer, stated, Remaining);

    /// <summary>
    /// The header from <paramref name="start"/> to the cursor is the transport's, the rest its payload.
    /// </summary>
    public readonly void SetTransport(Protocol protocol, int start)
    {
        Layers.Transport = protocol;
        Layers.TransportOffset = start;
        Layers.TransportHeaderLength = Offset - start;
        Layers.PayloadOffset = Offset;
        Layers.PayloadLength = End - Offset;
    }

    /// <summary>Closes the frame: the rest of the container, then the trailers from the inside out.</summary>
    public void Finish(Protocol rest)
    {
        if (Offset < End)
        {
            Take(rest, End - Offset);
        }

        if (_trailers > 0)
        {
            Layers.AppendTrailers(_trailers);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Short(Protocol layer, int length)
    {
        if (Remaining < length)
        {
            Exceeds(layer, length);
        }
        else if (Layers.Defect.IsNone)
        {
            Layers.Defect = new DissectionDefect(layer, length, Math.Max(0, _captured.Length - Offset), Truncated: true);
        }
    }

    // Trailers touch one another by construction, so neighbours of one kind are one span.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddTrailer(int end, Protocol trailer)
    {
        _trailers = Layers.PushTrailer(_trailers, new LayerSpan(trailer, end, End - end));
        End = end;
    }
}
