using Wiretax.Analysis.Statistics;

namespace Wiretax.Analysis.Comparison;

/// <summary>The one metric that a workload is about: what a session repeats for, and what its first sentence says.</summary>
internal static class Headlines
{
    /// <summary>Payloads that differ by more were bounded by time, not by size.</summary>
    private const double SamePayload = 0.01;

    public static Metric Of(Cell cell)
    {
        if (cell.CompleteBaseline.Concat(cell.CompleteCandidate).All(Metrics.IsEchoOnly))
            return Metrics.Find("rtt.median")!;
        var isTimed = Metrics.IsTimed(cell.Workload) || !cell.CarriesSamePayload;
        return Metrics.Find(isTimed ? "goodput" : "application.duration")!;
    }

    public static bool CarriesSamePayload(IReadOnlyList<MeasuredRun> baseline, IReadOnlyList<MeasuredRun> candidate)
    {
        var samples = Samples.Of(Metrics.Payload, baseline, candidate);
        return MedianInterval.Median(samples.Baseline) is { } own && MedianInterval.Median(samples.Candidate) is { } other
            && Math.Abs(other - own) <= SamePayload * own;
    }
}
