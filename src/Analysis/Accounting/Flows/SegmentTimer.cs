using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Times what one half of a connection has on its way: a single segment in place, several in a rented ring
/// (<see cref="SegmentClocks"/>), so that an idle or half-open connection costs no more than its record. An
/// acknowledgment is timed against the segment that holds the last byte it acknowledges; a segment that was sent more
/// than once is not timed (Karn and Partridge, 1987).
/// </summary>
internal struct SegmentTimer()
{
    private long _end;
    private long _time = -1;
    private int _length;

    /// <summary>0 for none.</summary>
    private short _ring;
    private byte _first;
    private byte _count;

    public readonly bool IsRunning => _time >= 0 || _ring != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Sent(long start, long end, long time, SegmentClocks clocks)
    {
        if (_ring != 0)
            clocks.Put(_ring, _first, ref _count, new TimedSegment(start, end, time));
        else if (_time < 0)
            (_end, _length, _time) = (end, (int)(end - start), time);
        else
            SentBeside(start, end, time, clocks);
    }

    /// <summary>Forgets the segments that reach beyond <paramref name="start"/>.</summary>
    public void SentAgain(long start, SegmentClocks clocks)
    {
        if (_end > start)
            _time = -1;
        while (_count > 0 && At(clocks, _count - 1).End > start)
            _count--;
    }

    /// <returns>Nanoseconds since the segment that holds the byte before <paramref name="sequence"/> was sent; -1 when it is not timed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Acknowledged(long sequence, long time, SegmentClocks clocks)
    {
        if (_ring != 0)
            return AcknowledgedInRing(sequence, time, clocks);
        if (sequence <= _end - _length)
            return -1;
        var sample = sequence <= _end ? time - _time : -1;
        // After a part of a super-frame its further parts waited behind this one and would seem slower.
        _time = -1;
        return sample;
    }

    public void Stop(SegmentClocks clocks)
    {
        if (_ring != 0)
            clocks.Return(_ring);
        (_ring, _first, _count, _time) = (0, 0, 0, -1);
    }

    /// <summary>Takes the ring over into other clocks.</summary>
    public void Move(SegmentClocks from, SegmentClocks to)
    {
        if (_ring == 0)
            return;
        var ring = to.Rent();
        byte moved = 0;
        while (moved < _count && ring != 0)
            to.Put(ring, 0, ref moved, At(from, moved));
        from.Return(_ring);
        (_ring, _first, _count) = (ring, 0, moved);
    }

    private readonly TimedSegment At(SegmentClocks clocks, int behindFirst)
    {
        var segments = clocks.SegmentsOf(_ring);
        return segments[(_first + behindFirst) & (segments.Length - 1)];
    }

    private void SentBeside(long start, long end, long time, SegmentClocks clocks)
    {
        _ring = clocks.Rent();
        if (_ring == 0)
            return;
        var segments = clocks.SegmentsOf(_ring);
        segments[0] = new TimedSegment(_end - _length, _end, _time);
        segments[1] = new TimedSegment(start, end, time);
        (_first, _count, _time) = (0, 2, -1);
    }

    private long AcknowledgedInRing(long sequence, long time, SegmentClocks clocks)
    {
        var sample = -1L;
        var segments = clocks.SegmentsOf(_ring);
        while (_count > 0)
        {
            ref var oldest = ref segments[_first & (segments.Length - 1)];
            if (sequence <= oldest.Start)
                break;
            if (sequence <= oldest.End && oldest.Time >= 0)
                sample = time - oldest.Time;
            if (sequence < oldest.End)
            {
                // A part of a super-frame: its further parts waited behind this one and would seem slower.
                oldest.Time = -1;
                break;
            }
            _first = (byte)(_first + 1 & SegmentClocks.Capacity - 1);
            _count--;
        }
        if (_count == 0)
            Stop(clocks);
        return sample;
    }
}
