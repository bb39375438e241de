using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace Wiretax.Analysis.Statistics;

/// <summary>
/// Quantiles of Student's t, kept once found. MathNet's own inverse gives up beyond t = 800, which two runs and a
/// corrected level ask for; this one halves a bracket around MathNet's distribution function.
/// </summary>
public static class StudentQuantiles
{
    private const int Kept = 4096;
    private const double RelativeAccuracy = 1e-13;
    private static readonly ConcurrentDictionary<(double Tail, double Freedom), double> Known = new();

    /// <summary>The t that a two-sided interval at <paramref name="confidence"/> reaches out to.</summary>
    public static double TwoSided(double confidence, double degreesOfFreedom) => Upper((1 - confidence) / 2, degreesOfFreedom);

    /// <summary>The t below which <paramref name="probability"/> lies.</summary>
    public static double At(double probability, double degreesOfFreedom) =>
        probability < 0.5 ? -Upper(probability, degreesOfFreedom) : Upper(1 - probability, degreesOfFreedom);

    /// <summary>The t above which <paramref name="tail"/> (at most one half) lies.</summary>
    public static double Upper(double tail, double degreesOfFreedom)
    {
        if (tail is not (> 0 and <= 0.5))
            throw new ArgumentOutOfRangeException(nameof(tail), tail, "An upper tail lies between 0 and one half.");
        var key = (tail, degreesOfFreedom);
        if (Known.TryGetValue(key, out var known))
            return known;
        var found = Search(tail, degreesOfFreedom);
        if (Known.Count < Kept)
            Known[key] = found;
        return found;
    }

    private static double Search(double tail, double degreesOfFreedom)
    {
        var low = 0.0;
        var high = 1.0;
        while (StudentT.CDF(0, 1, degreesOfFreedom, -high) > tail && double.IsFinite(high))
        {
            low = high;
            high *= 2;
        }
        while (high - low > RelativeAccuracy * high)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
                break;
            if (StudentT.CDF(0, 1, degreesOfFreedom, -middle) > tail)
                low = middle;
            else
                high = middle;
        }
        return high;
    }
}
