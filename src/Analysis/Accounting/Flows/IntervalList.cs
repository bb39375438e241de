namespace Wiretax.Analysis.Accounting;

/// <summary>Disjoint intervals in order, with the holes between them.</summary>
internal sealed class IntervalList(long start, long end)
{
    /// <summary>Intervals kept of one direction of a flow; beyond it the lowest hole is closed and counted as never seen.</summary>
    public const int MaxIntervals = 512;

    private readonly List<(long Start, long End)> _intervals = [(start, end)];
    private long _closedHoles;

    public IReadOnlyList<(long Start, long End)> Intervals => _intervals;

    public (long Start, long End) Hull => (_intervals[0].Start, _intervals[^1].End);

    /// <summary>One interval that says all.</summary>
    public bool IsWhole => _intervals.Count == 1 && _closedHoles == 0;

    public long Count => _intervals.Sum(each => each.End - each.Start) - _closedHoles;

    /// <returns>The bytes that were not in the set before.</returns>
    public long Add(long start, long end)
    {
        var at = _intervals.Count;
        while (at > 0 && _intervals[at - 1].End >= start)
            at--;
        var (newStart, newEnd, replaced, next) = (start, end, 0L, at);
        while (next < _intervals.Count && _intervals[next].Start <= end)
        {
            newStart = Math.Min(newStart, _intervals[next].Start);
            newEnd = Math.Max(newEnd, _intervals[next].End);
            replaced += _intervals[next].End - _intervals[next].Start;
            next++;
        }

        if (next == at)
        {
            _intervals.Insert(at, (newStart, newEnd));
        }
        else
        {
            _intervals[at] = (newStart, newEnd);
            _intervals.RemoveRange(at + 1, next - at - 1);
        }
        if (_intervals.Count > MaxIntervals)
            CloseLowestHole();
        return newEnd - newStart - replaced;
    }

    public long Within(long from, long to) =>
        Math.Max(0, _intervals.Sum(each => Overlap(each.Start, each.End, from, to)) - _closedHoles);

    public void CloseAlso(IntervalList later) => _closedHoles += later._closedHoles;

    public static long Overlap(long start, long end, long from, long to) =>
        Math.Max(0, Math.Min(end, to) - Math.Max(start, from));

    private void CloseLowestHole()
    {
        _closedHoles += _intervals[1].Start - _intervals[0].End;
        _intervals[1] = (_intervals[0].Start, _intervals[1].End);
        _intervals.RemoveAt(0);
    }
}
