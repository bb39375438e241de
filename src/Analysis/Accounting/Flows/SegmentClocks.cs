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

    private TimedSegment[][] _rings = [];
    private short[] _free = [];
    private int _freeCount;
    private int _made;

    /// <returns>A number from 1 on; 0 at the limit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short Rent() => _freeCount > 0 ? _free[--_freeCount] : Make();

    private short Make()
    {
        if (_made == Limit)
            return 0;
        if (_made == _rings.Length)
        {
            Array.Resize(ref _rings, Math.Max(4, _made * 2));
            Array.Resize(ref _free, _rings.Length);
        }
        _rings[_made++] = new TimedSegment[FirstCapacity];
        return (short)_made;
    }

    public void Return(short ring) => _free[_freeCount++] = ring;

    /// <summary>Puts a segment behind so many others; not when the ring is full and will not grow.</summary>
    /// <param name="first">Where the oldest one is.</param>
    /// <param name="count">Grows with it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(short ring, int first, ref byte count, in TimedSegment segment)
    {
        var segments = _rings[ring - 1];
        if (count == segments.Length)
        {
            if (count == Capacity)
                return;
            segments = Grow(ring, first);
        }
        segments[(first + count++) & (segments.Length - 1)] = segment;
    }

    /// <summary>
    /// The places of a ring, a power of two of them; the first is behind the last. Valid until something is put into it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TimedSegment[] SegmentsOf(short ring) => _rings[ring - 1];

    /// <summary>Makes a full ring twice as large.</summary>
    private TimedSegment[] Grow(short ring, int first)
    {
        var full = _rings[ring - 1];
        var grown = new TimedSegment[full.Length * 2];
        for (var at = first; at < first + full.Length; at++)
            grown[at & (grown.Length - 1)] = full[at & (full.Length - 1)];
        return _rings[ring - 1] = grown;
    }
}
