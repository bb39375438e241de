using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>A segment on its way, by its sequence numbers, and when it was first sent; -1 when it is not to be timed.</summary>
internal record struct TimedSegment(long Start, long End, long Time);

/// <summary>
/// Rings of timed segments, lent to connections while they have several on their way. One that was just given back is
/// the next to be lent, and still in the cache.
/// </summary>
internal sealed class SegmentClocks
{
    /// <summary>Segments timed at once, of one direction of a flow; while it is full, further ones are not timed.</summary>
    public const int Capacity = 64;

    /// <summary>Rings lent at once (1.5 KB each when full); connections beyond time one segment at a time.</summary>
    public const int Limit = 2048;

    private const int FirstCapacity = 8;

    private readonly Stack<short> _free = new();
    private TimedSegment[][] _rings = [];
    private int _made;

    /// <returns>A number from 1 on; 0 at the limit.</returns>
    public short Rent()
    {
        if (_free.TryPop(out var ring))
            return ring;
        if (_made == Limit)
            return 0;
        if (_made == _rings.Length)
            Array.Resize(ref _rings, Math.Max(4, _made * 2));
        _rings[_made++] = new TimedSegment[FirstCapacity];
        return (short)_made;
    }

    public void Return(short ring) => _free.Push(ring);

    /// <summary>Sees to it that a ring has room for one more; false when it has not and will not grow.</summary>
    public bool HasRoom(short ring, int first, int count)
    {
        var segments = _rings[ring - 1];
        if (count < segments.Length)
            return true;
        if (count == Capacity)
            return false;
        var grown = new TimedSegment[count * 2];
        for (var at = first; at < first + count; at++)
            grown[at & grown.Length - 1] = segments[at & segments.Length - 1];
        _rings[ring - 1] = grown;
        return true;
    }

    /// <param name="at">Counted around the ring.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TimedSegment At(short ring, int at)
    {
        var segments = _rings[ring - 1];
        return ref segments[at & segments.Length - 1];
    }
}
