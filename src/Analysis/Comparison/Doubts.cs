using System.Globalization;
using Wiretax.Analysis.Accounting;

namespace Wiretax.Analysis.Comparison;

/// <summary>What a reader should know before believing a candidate's verdicts.</summary>
internal static class Doubts
{
    public const string Outliers = "outliers";
    public const string ControlDiffers = "control-differs";
    public const string SuperFrames = "super-frames";
    public const string NoBaseline = "no-baseline";

    public static IEnumerable<Warning> About(
        string candidate, IReadOnlyList<Cell> cells, IReadOnlyList<MetricResult> metrics, ComparisonOptions options)
    {
        foreach (var cell in cells)
        {
            List<MetricResult> own = [.. metrics.Where(each => each.Workload == cell.Workload && each.Direction == cell.Direction)];
            if (SignFlip.Of(cell, own, options) is { } flip)
                yield return flip;
            if (CaptureAboveOffload(cell) is { } offload)
                yield return offload;
            foreach (var swayed in own.Where(IsSwayed))
                yield return Swayed(swayed, cell);
        }
        if (candidate == options.Control && metrics.Where(each => Verdicts.IsDifference(each.Verdict)).Select(each => each.Metric).ToList() is { Count: > 0 } alarms)
        {
            yield return new Warning(ControlDiffers,
                $"The baseline differs from itself under the name {candidate} in {string.Join(", ", alarms.Distinct())}: differences of this size between paths prove nothing in this session.");
        }
    }

    /// <summary>What a candidate measured and the baseline did not cannot be compared.</summary>
    public static IEnumerable<Warning> WithoutBaseline(string candidate, string baseline, IReadOnlyList<MeasuredRun> runs)
    {
        var known = runs.Where(each => each.Path == baseline).Select(each => (each.Workload, each.Direction)).ToHashSet();
        return from run in runs
               where run.Path == candidate && !known.Contains((run.Workload, run.Direction))
               group run by (run.Workload, run.Direction) into missing
               select new Warning(NoBaseline,
                   $"{candidate} has runs of {missing.Key.Workload} {missing.Key.Direction} and {baseline} has none: they are not compared.");
    }

    private static Warning? CaptureAboveOffload(Cell cell)
    {
        var baseline = cell.CompleteBaseline.Sum(each => each.Account.SuperFrames);
        var candidate = cell.CompleteCandidate.Sum(each => each.Account.SuperFrames);
        return baseline + candidate == 0 ? null : new Warning(SuperFrames, string.Create(CultureInfo.InvariantCulture,
            $"The captures of {cell.Workload} {cell.Direction} hold super-frames ({baseline} over {cell.BaselineName}, {candidate} over {cell.CandidateName}): frames, header bytes and ACK ratios are those above segmentation offload, and no wire carried them. Turn offload off at the capture point (ethtool -K DEVICE tso off gso off gro off) to compare them."));
    }

    /// <summary>A finding that turns round once a few runs weigh less.</summary>
    private static bool IsSwayed(MetricResult result) =>
        Verdicts.IsDifference(result.Verdict) && result is { Ratio: { } ratio, RobustRatio: { } robust } && (ratio - 1) * (robust - 1) < 0;

    private static Warning Swayed(MetricResult result, Cell cell) => new(Outliers, string.Create(CultureInfo.InvariantCulture,
        $"{result.Metric} of {result.Workload} {result.Direction}: a few runs decide the verdict on {cell.CandidateName}. The mean ratio is {result.Ratio:0.####}, the one that outliers cannot sway {result.RobustRatio:0.####}; look at the single runs and repeat."));
}
