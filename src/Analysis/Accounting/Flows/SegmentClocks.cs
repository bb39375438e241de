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

    /// <summary>Rings lent at once (1.5 KB each); connections beyond time one segment at a time.</summary>
    public const int Limit = 2048;

    private const int FirstRings = 16;

    /// <summary>One ring behind the other.</summary>
    private TimedSegment[] _segments = [];
    private short[] _free = [];
    private int _freeCount;
    private int _made;

    /// <returns>A number from 1 on; 0 at the limit.</returns>
    public short Rent()
    {
        if (_freeCount > 0)
            return _free[--_freeCount];
        if (_made == Limit)
            return 0;
        if (_made == _free.Length)
        {
            var rings = Math.Max(FirstRings, _made * 2);
            Array.Resize(ref _free, rings);
            Array.Resize(ref _segments, rings * Capacity);
        }
        return (short)++_made;
    }

    public void Return(short ring) => _free[_freeCount++] = ring;

    /// <param name="at">Counted around the ring.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TimedSegment At(short ring, int at) => ref _segments[((ring - 1) * Capacity) + (at & (Capacity - 1))];
}
