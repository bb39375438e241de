using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// The set of sequence numbers that payload was seen for. One interval is held in place; an
/// <see cref="IntervalList"/> is made when a hole appears. Union is order-free, so two parts of a flow merge into the whole.
/// </summary>
internal struct SeenBytes
{
    /// <summary>The only interval, or the hull of all.</summary>
    private long _start;
    private long _end;
    private IntervalList? _holed;

    public readonly bool IsEmpty => _start == _end;

    /// <summary>Bytes in the set.</summary>
    public readonly long Count => _holed?.Count ?? _end - _start;

    /// <summary>Adds what follows on the only interval; false, and nothing added, when it does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAppend(long start, long end)
    {
        if (start != _end || _holed is not null || IsEmpty)
            return false;
        _end = end;
        return true;
    }

    /// <returns>The bytes that were not in the set before.</returns>
    public long Add(long start, long end)
    {
        if (end <= start)
            return 0;
        if (_holed is null)
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
            _holed = new IntervalList(_start, _end);
        }
        var added = _holed.Add(start, end);
        (_start, _end) = _holed.Hull;
        if (_holed.IsWhole)
            _holed = null;
        return added;
    }

    /// <summary>Bytes of the range that are not in the set.</summary>
    public readonly long Missing(long from, long to)
    {
        if (to <= from)
            return 0;
        return to - from - (_holed?.Within(from, to) ?? IntervalList.Overlap(_start, _end, from, to));
    }

    /// <summary>Takes in the set of a later part, whose numbers lie <paramref name="shift"/> below these.</summary>
    public void Merge(in SeenBytes later, long shift)
    {
        if (later._holed is null)
        {
            Add(later._start + shift, later._end + shift);
            return;
        }
        foreach (var (start, end) in later._holed.Intervals)
            Add(start + shift, end + shift);
        _holed?.CloseAlso(later._holed);
    }
}
