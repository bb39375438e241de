using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace Wiretax.Analysis.Statistics;

/// <summary>Quantiles of Student's t, kept once found: their search costs a hundred times a look-up.</summary>
public static class StudentQuantiles
{
    private const int Kept = 4096;
    private static readonly ConcurrentDictionary<(double Probability, double Freedom), double> Known = new();

    /// <summary>The t that a two-sided interval at <paramref name="confidence"/> reaches out to.</summary>
    public static double TwoSided(double confidence, double degreesOfFreedom) => At(1 - ((1 - confidence) / 2), degreesOfFreedom);

    /// <summary>The t below which <paramref name="probability"/> lies.</summary>
    public static double At(double probability, double degreesOfFreedom)
    {
        var key = (probability, degreesOfFreedom);
        if (Known.TryGetValue(key, out var known))
            return known;
        var found = StudentT.InvCDF(0, 1, degreesOfFreedom, probability);
        if (Known.Count < Kept)
            Known[key] = found;
        return found;
    }
}
