namespace Wiretax.Analysis.Accounting;

/// <summary>
/// The set of sequence numbers that payload was seen for, as disjoint intervals in order. One interval is held in
/// place; a list is made when a hole appears. Union is order-free, so two parts of a flow merge into the whole.
/// </summary>
internal struct SeenBytes
{
    /// <summary>Holes kept of one direction of a flow; beyond it the lowest hole is closed and counted as never seen.</summary>
    public const int MaxIntervals = 512;

    /// <summary>The only interval, or the hull of all.</summary>
    private long _start;
    private long _end;
    private List<(long Start, long End)>? _intervals;
    private long _closedHoles;

    public readonly bool IsEmpty => _start == _end;

    /// <summary>Bytes in the set.</summary>
    public readonly long Count
    {
        get
        {
            if (_intervals is null)
                return _end - _start - _closedHoles;
            var sum = 0L;
            foreach (var (start, end) in _intervals)
                sum += end - start;
            return sum - _closedHoles;
        }
    }

    /// <returns>The bytes that were not in the set before.</returns>
    public long Add(long start, long end)
    {
        if (end <= start)
            return 0;
        if (_intervals is null)
        {
            if (IsEmpty)
            {
                (_start, _end) = (start, end);
                return end - start;
            }
            if (start <= _end && end >= _start)
            {
                var before = _end - _start;
                _start = Math.Min(_start, start);
                _end = Math.Max(_end, end);
                return _end - _start - before;
            }
            _intervals = [(_start, _end)];
        }
        return AddToList(start, end);
    }

    private long AddToList(long start, long end)
    {
        var intervals = _intervals!;
        var at = intervals.Count;
        while (at > 0 && intervals[at - 1].End >= start)
            at--;
        var (newStart, newEnd, replaced, next) = (start, end, 0L, at);
        while (next < intervals.Count && intervals[next].Start <= end)
        {
            newStart = Math.Min(newStart, intervals[next].Start);
            newEnd = Math.Max(newEnd, intervals[next].End);
            replaced += intervals[next].End - intervals[next].Start;
            next++;
        }

        if (next == at)
        {
            intervals.Insert(at, (newStart, newEnd));
        }
        else
        {
            intervals[at] = (newStart, newEnd);
            intervals.RemoveRange(at + 1, next - at - 1);
        }

        if (intervals.Count > MaxIntervals)
            CloseLowestHole(intervals);
        (_start, _end) = (intervals[0].Start, intervals[^1].End);
        if (intervals.Count == 1)
            _intervals = null;
        return newEnd - newStart - replaced;
    }

    private void CloseLowestHole(List<(long Start, long End)> intervals)
    {
        _closedHoles += intervals[1].Start - intervals[0].End;
        intervals[1] = (intervals[0].Start, intervals[1].End);
        intervals.RemoveAt(0);
    }

    /// <summary>Bytes of the range that are not in the set.</summary>
    public readonly long Missing(long from, long to)
    {
        if (to <= from)
            return 0;
        var seen = 0L;
        if (_intervals is null)
        {
            seen = Overlap(_start, _end, from, to);
        }
        else
        {
            foreach (var (start, end) in _intervals)
                seen += Overlap(start, end, from, to);
        }
        return to - from - seen + _closedHoles;
    }

    private static long Overlap(long start, long end, long from, long to) =>
        Math.Max(0, Math.Min(end, to) - Math.Max(start, from));

    /// <summary>Takes in the set of a later part, whose numbers lie <paramref name="shift"/> below these.</summary>
    public void Merge(in SeenBytes later, long shift)
    {
        if (later._intervals is null)
        {
            Add(later._start + shift, later._end + shift);
        }
        else
        {
            foreach (var (start, end) in later._intervals)
                Add(start + shift, end + shift);
        }
        _closedHoles += later._closedHoles;
    }
}
