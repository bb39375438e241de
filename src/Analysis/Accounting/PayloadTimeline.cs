using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Application bytes over time, in at most <see cref="MostBins"/> bins. A bin is a power of two of nanoseconds wide and
/// begins at a multiple of its width, and bins double when the capture outgrows them; so the bins depend on the frames
/// alone and not on their order, and two parts merge into the whole exactly.
/// </summary>
internal sealed class PayloadTimeline
{
    public const int MostBins = 128;

    /// <summary>65.5 µs: the narrowest bin.</summary>
    private const int NarrowestShift = 16;

    /// <summary>The bin at hand, and what is still to be added to it; no bin while its width is 0.</summary>
    private long _from;
    private long _width;
    private long _pending;

    private readonly long[] _bytes = new long[MostBins];
    private int _shift = NarrowestShift;
    private long _first;
    private long _last = -1;

    public long BinNanoseconds => 1L << _shift;

    /// <summary>Start of the first bin in nanoseconds since the epoch; meaningless without bytes.</summary>
    public long FirstNanoseconds => _first << _shift;

    public ReadOnlySpan<long> Bytes
    {
        get
        {
            AddPending();
            return _bytes.AsSpan(0, (int)(_last - _first + 1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long nanoseconds, long bytes)
    {
        if ((ulong)(nanoseconds - _from) < (ulong)_width)
            _pending += bytes;
        else
            TurnTo(nanoseconds, bytes);
    }

    /// <summary>Most bytes belong to the bin of the last ones: they are added to it when another one's turn comes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TurnTo(long nanoseconds, long bytes)
    {
        AddPending();
        MakeRoom(nanoseconds, nanoseconds);
        (_from, _width, _pending) = (nanoseconds >> _shift << _shift, BinNanoseconds, bytes);
    }

    private void AddPending()
    {
        if (_width > 0)
            _bytes[(_from >> _shift) - _first] += _pending;
        (_pending, _width) = (0, 0);
    }

    public void Merge(PayloadTimeline later)
    {
        if (later._last < later._first)
            return;
        AddPending();
        later.AddPending();
        // Widened first, so that no bin of one part is spread over two of the whole.
        MakeRoom(later.FirstNanoseconds, later._last << later._shift);
        while (_shift < later._shift)
            Widen();
        for (var bin = later._first; bin <= later._last; bin++)
            _bytes[(bin << later._shift >> _shift) - _first] += later._bytes[bin - later._first];
    }

    private void MakeRoom(long from, long to)
    {
        if (_last < _first)
            (_first, _last) = (from >> _shift, from >> _shift);
        while (Math.Max(_last, to >> _shift) - Math.Min(_first, from >> _shift) >= MostBins)
            Widen();

        var first = Math.Min(_first, from >> _shift);
        if (first < _first)
        {
            Array.Copy(_bytes, 0, _bytes, _first - first, _last - _first + 1);
            Array.Clear(_bytes, 0, (int)(_first - first));
            _first = first;
        }
        _last = Math.Max(_last, to >> _shift);
    }

    private void Widen()
    {
        var (first, last) = (_first >> 1, _last >> 1);
        for (var bin = first; bin <= last; bin++)
        {
            var sum = 0L;
            for (var half = bin * 2; half <= (bin * 2) + 1; half++)
            {
                if (half >= _first && half <= _last)
                    sum += _bytes[half - _first];
            }
            _bytes[bin - first] = sum;
        }
        Array.Clear(_bytes, (int)(last - first + 1), MostBins - (int)(last - first + 1));
        (_first, _last, _shift) = (first, last, _shift + 1);
    }
}
