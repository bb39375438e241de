using Wiretax.Analysis.Statistics;

namespace Wiretax.Analysis.Comparison;

/// <summary>Whether the runs so far answer as precisely as asked, and if not, how many it would take.</summary>
/// <param name="Reached">
/// Every headline ratio's interval is as narrow as asked, and was so after each of the last three blocks. Stopping at
/// the first narrow interval would favour spreads that look small by chance: intervals of nominal 95 % then hold the
/// truth in 92 % of sessions (docs/statistics.md).
/// </param>
/// <param name="WidestHalfWidth">Half the width of the widest one, relative to its ratio; null while one is unknown.</param>
/// <param name="RunsNeeded">Estimated runs of each path in all, from the spread so far; null while unknown.</param>
public readonly record struct Precision(bool Reached, double? WidestHalfWidth, int? RunsNeeded)
{
    private const int BlocksInARow = 3;

    /// <summary>
    /// Judges the headline metric of every workload and direction of every candidate: <c>rtt.median</c> of pings,
    /// <c>goodput</c> of timed streams, <c>application.duration</c> of the rest.
    /// </summary>
    /// <param name="precision">Half width wanted, relative to the ratio: 0.05 for 5 %.</param>
    public static Precision Assess(string baseline, IReadOnlyList<MeasuredRun> runs, double precision, ComparisonOptions options)
    {
        var now = Look(baseline, runs, precision, options);
        var last = runs.Count == 0 ? 0 : runs.Max(each => each.Block);
        var reached = now.Reached && Enumerable.Range(1, BlocksInARow - 1).All(back =>
            Look(baseline, [.. runs.Where(each => each.Block <= last - back)], precision, options).Reached);
        return now with { Reached = reached };
    }

    private static Precision Look(string baseline, IReadOnlyList<MeasuredRun> runs, double precision, ComparisonOptions options)
    {
        // More runs do not answer for a path whose runs all fail.
        var cells = Cell.All(baseline, runs).Where(cell => cell.CompleteBaseline.Count > 0 && cell.CompleteCandidate.Count > 0)
            .Select(cell => Evidence.Of(cell.Headline, cell)).ToList();
        if (cells.Count == 0 || cells.Exists(each => each?.Estimate?.LogRatio is null))
            return new(false, null, null);

        var widest = 0.0;
        int? needed = 2;
        foreach (var each in cells)
        {
            var location = each!.Estimate!.LogRatio!.Value;
            var interval = location.Interval(options.Confidence);
            widest = Math.Max(widest, Math.Sinh((interval.High - interval.Low) / 2));
            var own = SampleSize.ForPrecision(location.StandardError * Math.Sqrt(each.Samples.Runs), precision, options.Confidence);
            needed = own is null || needed is null ? null : Math.Max(own.Value, needed.Value);
        }
        return new(widest <= precision, widest, needed);
    }
}
