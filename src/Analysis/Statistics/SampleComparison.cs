namespace Wiretax.Analysis.Statistics;

/// <summary>
/// Candidate beside baseline for one metric: the ratio from logarithms (its centre is the geometric mean ratio), and
/// the difference. Scale does not matter, and swapping the sides inverts the ratio with its interval.
/// </summary>
/// <param name="LogRatio">Null where a value is not positive.</param>
/// <param name="Difference">Candidate less baseline, in the metric's unit.</param>
public sealed record SampleComparison(Location? LogRatio, Location Difference)
{
    public static SampleComparison OfPairs(IReadOnlyList<(double Baseline, double Candidate)> pairs)
    {
        var positive = pairs.All(each => each is { Baseline: > 0, Candidate: > 0 });
        return new(
            positive ? Location.OfPairs([.. pairs.Select(each => Math.Log(each.Candidate) - Math.Log(each.Baseline))]) : null,
            Location.OfPairs([.. pairs.Select(each => each.Candidate - each.Baseline)]));
    }

    public static SampleComparison OfIndependent(double[] baseline, double[] candidate)
    {
        var positive = Array.TrueForAll(baseline, each => each > 0) && Array.TrueForAll(candidate, each => each > 0);
        return new(
            positive ? Location.OfIndependent(Logarithms(baseline), Logarithms(candidate)) : null,
            Location.OfIndependent(baseline, candidate));
    }

    /// <summary>Probability of a finding this far from equality between equal sides.</summary>
    public double PValue => LogRatio?.PValue(0) ?? Difference.PValue(0);

    /// <summary>Nothing varied: the comparison is arithmetic, not inference.</summary>
    public bool IsExact => (LogRatio ?? Difference).IsExact;

    public double? Ratio => LogRatio is { } location ? Math.Exp(location.Centre) : null;

    public Interval? RatioInterval(double confidence)
    {
        if (LogRatio is not { } location)
            return null;
        var interval = location.Interval(confidence);
        return new(Math.Exp(interval.Low), Math.Exp(interval.High));
    }

    private static double[] Logarithms(double[] samples) => Array.ConvertAll(samples, Math.Log);
}
