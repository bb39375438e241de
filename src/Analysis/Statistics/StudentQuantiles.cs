using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace Wiretax.Analysis.Statistics;

/// <summary>Quantiles of Student's t, kept once found: their search costs a hundred times a look-up.</summary>
public static class StudentQuantiles
{
    private const int Kept = 4096;
    private const double Smallest = -40, Largest = 80; // natural logarithms of t
    private static readonly ConcurrentDictionary<(double Probability, double Freedom), double> Known = new();

    /// <summary>The t that a two-sided interval at <paramref name="confidence"/> reaches out to.</summary>
    public static double TwoSided(double confidence, double degreesOfFreedom) => At(1 - ((1 - confidence) / 2), degreesOfFreedom);

    /// <summary>The t below which <paramref name="probability"/> lies.</summary>
    public static double At(double probability, double degreesOfFreedom)
    {
        var key = (probability, degreesOfFreedom);
        if (Known.TryGetValue(key, out var known))
            return known;
        var found = probability < 0.5 ? -Upper(probability, degreesOfFreedom) : Upper(1 - probability, degreesOfFreedom);
        if (Known.Count < Kept)
            Known[key] = found;
        return found;
    }

    /// <summary>
    /// The t beyond which <paramref name="tail"/> lies, sought on a logarithmic scale: the library's own inverse looks
    /// no further than 800, and two runs at a corrected level lie beyond.
    /// </summary>
    private static double Upper(double tail, double degreesOfFreedom)
    {
        if (tail >= 0.5)
            return 0;
        var wanted = Math.Log(tail);
        return Math.Exp(Brent.FindRoot(
            logarithm => Math.Log(StudentT.CDF(0, 1, degreesOfFreedom, -Math.Exp(logarithm))) - wanted, Smallest, Largest, 1e-12, 200));
    }
}
