namespace Wiretax.Analysis.Statistics;

/// <summary>
/// A small generator of 64-bit numbers whose sequence is fixed for good, unlike that of <see cref="Random"/>, which
/// may change with the .NET version: a recorded seed must give the same order in ten years.
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, figure 17.
/// </summary>
public struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Uniform in [0, 1), with 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// Uniform in [0, <paramref name="bound"/>): multiply and shift with rejection, so without the bias of a modulus
    /// (Lemire, "Fast random integer generation in an interval", ACM TOMACS 29, 2019).
    /// </summary>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var threshold = (0UL - range) % range;
        ulong low;
        ulong high;
        do
            high = Math.BigMul(Next(), range, out low);
        while (low < threshold);
        return (int)high;
    }

    /// <summary>Fisher and Yates: every order equally likely.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = NextBelow(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
