namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Times what one half of a connection has on its way: a single segment in place, several in a rented
/// <see cref="SegmentClock"/>, so that an idle or half-open connection costs no more than its record.
/// </summary>
internal struct SegmentTimer()
{
    private long _end;
    private long _time = -1;
    private SegmentClock? _clock;
    private int _length;

    public readonly bool IsRunning => _time >= 0 || _clock is not null;

    public void Sent(long start, long end, long time, SegmentClocks clocks)
    {
        if (_clock is null)
        {
            if (_time < 0)
            {
                (_end, _length, _time) = (end, (int)(end - start), time);
                return;
            }
            _clock = clocks.Rent();
            if (_clock is null)
                return;
            _clock.Sent(_end - _length, _end, _time);
            _time = -1;
        }
        _clock.Sent(start, end, time);
    }

    /// <inheritdoc cref="SegmentClock.SentAgain"/>
    public void SentAgain(long start)
    {
        if (_end > start)
            _time = -1;
        _clock?.SentAgain(start);
    }

    /// <inheritdoc cref="SegmentClock.Acknowledged"/>
    public long Acknowledged(long sequence, long time, SegmentClocks clocks)
    {
        if (_clock is null)
            return AcknowledgedSingle(sequence, time);
        var sample = _clock.Acknowledged(sequence, time);
        if (_clock.IsEmpty)
            Stop(clocks);
        return sample;
    }

    public void Stop(SegmentClocks clocks)
    {
        if (_clock is not null)
            clocks.Return(_clock);
        (_clock, _time) = (null, -1);
    }

    private long AcknowledgedSingle(long sequence, long time)
    {
        if (sequence <= _end - _length)
            return -1;
        var sample = sequence <= _end ? time - _time : -1;
        // After a part of a super-frame its further parts waited behind this one and would seem slower.
        _time = -1;
        return sample;
    }
}
