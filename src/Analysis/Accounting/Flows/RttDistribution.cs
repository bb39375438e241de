using System.Numerics;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Round-trip times in nanoseconds: exact up to <see cref="ExactSamples"/>, then counted in buckets of 1/64 of an
/// octave, so that a quantile is at most 0.8 % off; the least is always exact. Merging is order-free.
/// </summary>
internal sealed class RttDistribution
{
    public const int ExactSamples = 64;

    private const int SubBits = 6;
    private const int SubBuckets = 1 << SubBits;

    private long[]? _exact = new long[2];
    private int[]?[]? _octaves;
    private long _least = long.MaxValue;
    private long _greatest;

    public long Count { get; private set; }

    public void Add(long nanoseconds)
    {
        nanoseconds = Math.Max(0, nanoseconds);
        _least = Math.Min(_least, nanoseconds);
        _greatest = Math.Max(_greatest, nanoseconds);
        if (_exact is not null)
        {
            if (Count < ExactSamples)
            {
                if (Count == _exact.Length)
                    Array.Resize(ref _exact, _exact.Length * 2);
                _exact[Count++] = nanoseconds;
                return;
            }
            SpreadExact();
        }
        CountIn(nanoseconds, 1);
        Count++;
    }

    public void Merge(RttDistribution other)
    {
        if (other._exact is { } samples)
        {
            foreach (var sample in samples.AsSpan(0, (int)other.Count))
                Add(sample);
            return;
        }
        if (_exact is not null)
            SpreadExact();
        for (var octave = 0; octave < other._octaves!.Length; octave++)
        {
            if (other._octaves[octave] is not { } counts)
                continue;
            var own = _octaves![octave] ??= new int[SubBuckets];
            for (var at = 0; at < SubBuckets; at++)
                own[at] += counts[at];
        }
        _least = Math.Min(_least, other._least);
        _greatest = Math.Max(_greatest, other._greatest);
        Count += other.Count;
    }

    public RttSummary ToSummary() => new(_least / 1e9, Quantile(0.5) / 1e9, Quantile(0.99) / 1e9, Count);

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
        if (_exact is { } exact)
        {
            var sorted = exact.AsSpan(0, (int)Count).ToArray();
            Array.Sort(sorted);
            return sorted[rank - 1];
        }
        var passed = 0L;
        for (var octave = 0; octave < _octaves!.Length; octave++)
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

    private void SpreadExact()
    {
        _octaves = new int[]?[64 - SubBits + 1];
        for (var at = 0; at < Count; at++)
            CountIn(_exact![at], 1);
        _exact = null;
    }

    private void CountIn(long value, int count)
    {
        var octave = Math.Max(0, 64 - BitOperations.LeadingZeroCount((ulong)value) - SubBits);
        var sub = octave == 0 ? (int)value : (int)(value >> (octave - 1)) - SubBuckets;
        var counts = _octaves![octave] ??= new int[SubBuckets];
        // Octave 0 holds 0..63 one by one; octave k holds 64..127 times 2^(k-1).
        counts[sub & SubBuckets - 1] += count;
    }

    private static double Middle(int octave, int sub) => octave == 0
        ? sub
        : (double)((long)(SubBuckets + sub) << octave - 1) + ((1L << octave - 1) - 1) / 2.0;
}
