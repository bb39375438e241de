using Wiretax.Analysis.Statistics;

namespace Wiretax.Analysis.Comparison;

/// <summary>Whether the runs so far answer as precisely as asked, and if not, how many it would take.</summary>
/// <param name="Reached">Every headline ratio's interval is as narrow as asked.</param>
/// <param name="WidestHalfWidth">Half the width of the widest one, relative to its ratio; null while one is unknown.</param>
/// <param name="RunsNeeded">Estimated runs of each path in all, from the spread so far; null while unknown.</param>
public readonly record struct Precision(bool Reached, double? WidestHalfWidth, int? RunsNeeded)
{
    /// <summary>
    /// Judges the headline metric of every workload and direction of every candidate: <c>rtt.median</c> of pings,
    /// <c>goodput</c> of timed streams, <c>application.duration</c> of the rest.
    /// </summary>
    /// <param name="precision">Half width wanted, relative to the ratio: 0.05 for 5 %.</param>
    public static Precision Assess(string baseline, IReadOnlyList<MeasuredRun> runs, double precision, ComparisonOptions options)
    {
        var cells = Cell.All(baseline, runs).Select(cell => Evidence.Of(Headlines.Of(cell), cell)).ToList();
        if (cells.Count == 0 || cells.Exists(each => each?.Estimate?.LogRatio is null))
            return new(false, null, null);

        var widest = 0.0;
        int? needed = 2;
        foreach (var each in cells)
        {
            var location = each!.Estimate!.LogRatio!.Value;
            var interval = location.Interval(options.Confidence);
            widest = Math.Max(widest, Math.Sinh((interval.High - interval.Low) / 2));
            var spread = location.StandardError * Math.Sqrt(each.Samples.Runs);
            needed = SampleSize.ForPrecision(spread, precision, options.Confidence) is { } own && needed is { } others
                ? Math.Max(own, others)
                : null;
        }
        return new(widest <= precision, widest, needed);
    }
}
