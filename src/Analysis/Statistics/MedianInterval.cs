using MathNet.Numerics.Statistics;
using Perfolizer.Mathematics.Common;
using Perfolizer.Mathematics.QuantileEstimators;
using Pragmastat;

namespace Wiretax.Analysis.Statistics;

/// <summary>A sample's median with an interval of its own.</summary>
public static class MedianInterval
{
    /// <summary>Middle value; of an even number the mean of the middle two. Null of an empty sample.</summary>
    public static double? Median(double[] samples) => samples.Length == 0 ? null : samples.Median();

    /// <summary>
    /// Harrell and Davis's weights with the standard error of Maritz and Jarrett, by Perfolizer; on the logarithms of
    /// samples that are all positive, so that the bounds are positive too; widened where it would leave the median itself
    /// out. Null with fewer than two values.
    /// </summary>
    public static Interval? Of(double[] samples, double confidence)
    {
        if (samples.Length < 2)
            return null;
        var median = samples.Median();
        if (Array.TrueForAll(samples, each => each == samples[0]))
            return new(median, median);
        var (low, high) = Array.TrueForAll(samples, each => each > 0)
            ? OnLogarithms(samples, confidence)
            : Estimate(samples, confidence);
        return double.IsFinite(low) && double.IsFinite(high)
            ? new(Math.Min(median, low), Math.Max(median, high))
            : null;
    }

    private static (double Low, double High) OnLogarithms(double[] samples, double confidence)
    {
        var (low, high) = Estimate([.. samples.Select(each => Math.Log(each))], confidence);
        return (Math.Exp(low), Math.Exp(high));
    }

    private static (double Low, double High) Estimate(double[] samples, double confidence)
    {
        var interval = HarrellDavisQuantileEstimator.Instance
            .QuantileConfidenceIntervalEstimator(new Sample(samples), Probability.Half)
            .ConfidenceInterval(new ConfidenceLevel(confidence));
        return (interval.Lower, interval.Upper);
    }
}
