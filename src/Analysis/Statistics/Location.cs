using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Wiretax.Analysis.Statistics;

/// <summary>
/// An estimate of a centre (a mean difference, a mean log-ratio) with Student's t as its uncertainty. Where the samples
/// do not vary at all the standard error is 0, and every interval is the centre itself.
/// </summary>
/// <param name="Centre">The estimate.</param>
/// <param name="StandardError">Its standard error, in the same unit.</param>
/// <param name="DegreesOfFreedom">Of the t distribution; fractional under Welch's approximation.</param>
public readonly record struct Location(double Centre, double StandardError, double DegreesOfFreedom)
{
    /// <summary>True where the samples are constants: nothing random is left to estimate.</summary>
    public bool IsExact => StandardError == 0;

    /// <summary>Mean of paired differences: the t interval of one sample. Needs two or more.</summary>
    public static Location OfPairs(double[] differences)
    {
        var (mean, variance) = MeanVariance(differences);
        return new(mean, Math.Sqrt(variance / differences.Length), differences.Length - 1);
    }

    /// <summary>
    /// Difference of two independent samples' means, candidate less baseline, with unequal variances
    /// (Welch, Biometrika 34, 1947). Needs two or more of each.
    /// </summary>
    public static Location OfIndependent(double[] baseline, double[] candidate)
    {
        var (meanB, varianceB) = MeanVariance(baseline);
        var (meanC, varianceC) = MeanVariance(candidate);
        var b = varianceB / baseline.Length;
        var c = varianceC / candidate.Length;
        var share = b + c == 0 ? 0.5 : b / (b + c);
        var freedom = 1 / ((share * share / (baseline.Length - 1)) + ((1 - share) * (1 - share) / (candidate.Length - 1)));
        return new(meanC - meanB, Math.Sqrt(b + c), freedom);
    }

    /// <summary>Two-sided interval at <paramref name="confidence"/>, 0.95 for 95 %.</summary>
    public Interval Interval(double confidence)
    {
        if (IsExact)
            return new(Centre, Centre);
        var half = StudentQuantiles.TwoSided(confidence, DegreesOfFreedom) * StandardError;
        return new(Centre - half, Centre + half);
    }

    /// <summary>Two-sided probability of a centre at least this far from <paramref name="hypothesis"/>, were it true.</summary>
    public double PValue(double hypothesis)
    {
        if (IsExact)
            return Centre == hypothesis ? 1 : 0;
        var t = Math.Abs(Centre - hypothesis) / StandardError;
        return 2 * StudentT.CDF(0, 1, DegreesOfFreedom, -t);
    }

    private static (double Mean, double Variance) MeanVariance(double[] samples)
    {
        // Rounding must not turn a constant into a spread.
        if (Array.TrueForAll(samples, each => each == samples[0]))
            return (samples[0], 0);
        var (mean, variance) = samples.MeanVariance();
        return (mean, variance);
    }
}

/// <summary>A closed interval.</summary>
public readonly record struct Interval(double Low, double High)
{
    public bool Contains(double value) => Low <= value && value <= High;
}
