using Wiretax.Analysis.Statistics;

namespace Wiretax.Sessions.Running;

/// <summary>Sets each transfer beside the same one without a capture, paired by block.</summary>
internal static class ObserverComparison
{
    public static IReadOnlyList<ObserverEffect> Of(
        IReadOnlyList<RunRecord> captured, IReadOnlyList<RunRecord> uncaptured, double confidence) =>
    [
        .. from without in uncaptured
           join with in captured
               on (without.Path, without.Workload, without.Direction, without.Repetition)
               equals (with.Path, with.Workload, with.Direction, with.Repetition)
           let rates = (With: with.GeneratorBitsPerSecond, Without: without.GeneratorBitsPerSecond)
           where rates is { With: > 0, Without: > 0 }
           group (Baseline: rates.Without!.Value, Candidate: rates.With!.Value) by (with.Path, with.Workload, with.Direction) into pairs
           select Effect(pairs.Key, [.. pairs], confidence),
    ];

    private static ObserverEffect Effect(
        (string Path, string Workload, string Direction) key, IReadOnlyList<(double Baseline, double Candidate)> pairs, double confidence)
    {
        var captured = MedianInterval.Median([.. pairs.Select(each => each.Candidate)])!.Value;
        var uncaptured = MedianInterval.Median([.. pairs.Select(each => each.Baseline)])!.Value;
        var comparison = pairs.Count < 2 ? null : SampleComparison.OfPairs(pairs);
        var interval = comparison?.RatioInterval(confidence);
        return new ObserverEffect(
            key.Path, key.Workload, key.Direction, captured, uncaptured,
            comparison?.Ratio ?? captured / uncaptured, interval?.Low, interval?.High, pairs.Count);
    }
}
