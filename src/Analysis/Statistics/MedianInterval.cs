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
    /// Harrell and Davis's weights with the standard error of Maritz and Jarrett, by Perfolizer; widened where it would
    /// leave the median itself out. Null with fewer than two values.
    /// </summary>
    public static Interval? Of(double[] samples, double confidence)
    {
        if (samples.Length < 2)
            return null;
        var median = samples.Median();
        if (Array.TrueForAll(samples, each => each == samples[0]))
            return new(median, median);
        var interval = HarrellDavisQuantileEstimator.Instance
            .QuantileConfidenceIntervalEstimator(new Sample(samples), Probability.Half)
            .ConfidenceInterval(new ConfidenceLevel(confidence));
        return double.IsFinite(interval.Margin)
            ? new(Math.Min(median, interval.Lower), Math.Max(median, interval.Upper))
            : null;
    }
}
