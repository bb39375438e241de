namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Segments on their way, with the time each was first sent. An acknowledgment is timed against the segment that holds
/// the last byte it acknowledges; a segment that was sent more than once is not timed (Karn and Partridge, 1987).
/// </summary>
internal sealed class SegmentClock
{
    /// <summary>Segments timed at once, of one direction of a flow; while it is full, further ones are not timed.</summary>
    public const int Capacity = 64;

    private readonly (long Start, long End, long Time)[] _segments = new (long, long, long)[Capacity];
    private int _first;
    private int _count;

    public bool IsEmpty => _count == 0;

    public void Clear() => (_first, _count) = (0, 0);

    public void Sent(long start, long end, long time)
    {
        if (_count < Capacity)
            _segments[(_first + _count++) & Capacity - 1] = (start, end, time);
    }

    /// <summary>Forgets the segments that reach beyond <paramref name="start"/>.</summary>
    public void SentAgain(long start)
    {
        while (_count > 0 && _segments[(_first + _count - 1) & Capacity - 1].End > start)
            _count--;
    }

    /// <returns>Nanoseconds since the segment that holds the byte before <paramref name="sequence"/> was sent; -1 when it is not timed.</returns>
    public long Acknowledged(long sequence, long time)
    {
        var sample = -1L;
        while (_count > 0)
        {
            ref var oldest = ref _segments[_first];
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
            _first = (_first + 1) & Capacity - 1;
            _count--;
        }
        return sample;
    }
}
