using System.Numerics;
using System.Runtime.InteropServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Round-trip times in nanoseconds: exact up to <see cref="ExactSamples"/>, then counted in buckets of 1/64 of an
/// octave, so that a quantile is at most 0.8 % off; the least is always exact. Merging is order-free.
/// </summary>
internal sealed class RttDistribution
{
    public const int ExactSamples = 256;

    private const int FirstCapacity = 16;
    private const int SubBits = 6;
    private const int SubBuckets = 1 << SubBits;

    /// <summary>
    /// All samples, until there are more than <see cref="ExactSamples"/>; then none. Those of less than 4.3 s, which nearly
    /// all are, take half the room.
    /// </summary>
    private uint[] _held = [];
    private int _heldCount;
    private List<long>? _longer;
    private bool _isSorted;

    /// <summary>Null while all samples are held.</summary>
    private int[]?[]? _octaves;
    private long _counted;
    private long _least = long.MaxValue;
    private long _greatest;

    public long Count => _counted + HeldCount;

    /// <summary>No sample is held as it is.</summary>
    public bool IsCounting => _octaves is not null;

    private ReadOnlySpan<uint> Held => _held.AsSpan(0, _heldCount);

    private ReadOnlySpan<long> Longer => CollectionsMarshal.AsSpan(_longer);

    private int HeldCount => _heldCount + Longer.Length;

    public void Add(long nanoseconds)
    {
        if (nanoseconds <= uint.MaxValue)
            Add([(uint)Math.Max(0, nanoseconds)]);
        else if (HoldsAlso(1))
            (_longer ??= []).Add(nanoseconds);
        else
            CountIn(nanoseconds);
    }

    public void Add(ReadOnlySpan<uint> nanoseconds)
    {
        if (!HoldsAlso(nanoseconds.Length))
        {
            foreach (var each in nanoseconds)
                CountIn(each);
            return;
        }
        var count = _heldCount + nanoseconds.Length;
        if (count > _held.Length)
            Array.Resize(ref _held, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, FirstCapacity)));
        nanoseconds.CopyTo(_held.AsSpan(_heldCount));
        _heldCount = count;
    }

    /// <summary>Whether so many more are held as they are; if not, all are counted from now on.</summary>
    private bool HoldsAlso(int samples)
    {
        _isSorted = false;
        if (HeldCount + samples > ExactSamples)
            CountAll();
        return !IsCounting;
    }

    public void Merge(RttDistribution other)
    {
        Add(other.Held);
        foreach (var sample in other.Longer)
            Add(sample);
        if (other._octaves is null)
            return;
        CountAll();
        for (var octave = 0; octave < other._octaves.Length; octave++)
        {
            if (other._octaves[octave] is not { } counts)
                continue;
            var own = _octaves![octave] ??= new int[SubBuckets];
            for (var at = 0; at < SubBuckets; at++)
                own[at] += counts[at];
        }
        _least = Math.Min(_least, other._least);
        _greatest = Math.Max(_greatest, other._greatest);
        _counted += other._counted;
    }

    public RttSummary ToSummary()
    {
        var least = _least;
        if (HeldCount > 0)
            least = Math.Min(least, (long)AtRank(1));
        return new(least / 1e9, Quantile(0.5) / 1e9, Quantile(0.99) / 1e9, Count);
    }

    /// <summary>
    /// The median is the mean of the two middle samples where their number is even; other quantiles take the sample of
    /// rank ceil(q n) (nearest rank), so that none is ever invented between two.
    /// </summary>
    public double Quantile(double quantile)
    {
        if (quantile == 0.5 && Count % 2 == 0)
            return (AtRank(Count / 2) + AtRank(Count / 2 + 1)) / 2;
        return AtRank(Math.Max(1, (long)Math.Ceiling(quantile * Count)));
    }

    private double AtRank(long rank)
    {
        if (_octaves is null)
        {
            // In place: the order of samples means nothing, and the next rank that is asked for finds them sorted.
            if (!_isSorted)
            {
                _held.AsSpan(0, _heldCount).Sort();
                _longer?.Sort();
            }
            _isSorted = true;
            return rank <= _heldCount ? _held[rank - 1] : _longer![(int)rank - 1 - _heldCount];
        }
        var passed = 0L;
        for (var octave = 0; octave < _octaves.Length; octave++)
        {
            if (_octaves[octave] is not { } counts)
                continue;
            for (var at = 0; at < SubBuckets; at++)
            {
                passed += counts[at];
                if (passed >= rank)
                    return Math.Clamp(Middle(octave, at), _least, _greatest);
            }
        }
        return _greatest;
    }

    /// <summary>Holds no sample any more, now that there are to be more than <see cref="ExactSamples"/>.</summary>
    public void CountAll()
    {
        if (IsCounting)
            return;
        _octaves = new int[]?[64 - SubBits + 1];
        foreach (var sample in Held)
            CountIn(sample);
        foreach (var sample in Longer)
            CountIn(sample);
        (_held, _heldCount, _longer) = ([], 0, null);
    }

    private void CountIn(long value)
    {
        _counted++;
        _least = Math.Min(_least, value);
        _greatest = Math.Max(_greatest, value);
        var octave = Math.Max(0, 64 - BitOperations.LeadingZeroCount((ulong)value) - SubBits);
        var sub = octave == 0 ? (int)value : (int)(value >> (octave - 1)) - SubBuckets;
        var counts = _octaves![octave] ??= new int[SubBuckets];
        // Octave 0 holds 0..63 one by one; octave k holds 64..127 times 2^(k-1).
        counts[sub & SubBuckets - 1]++;
    }

    private static double Middle(int octave, int sub) => octave == 0
        ? sub
        : (double)((long)(SubBuckets + sub) << octave - 1) + ((1L << octave - 1) - 1) / 2.0;
}
