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
        var isTimed = cell.Workload.StartsWith("tcp", StringComparison.Ordinal) || !CarriesSamePayload(cell);
        return Metrics.Find(isTimed ? "goodput" : "application.duration")!;
    }

    public static bool CarriesSamePayload(Cell cell)
    {
        var bytes = Metrics.Find("application.bytes")!;
        var samples = Samples.Of(bytes, cell.CompleteBaseline, cell.CompleteCandidate);
        return SampleComparison.Median(samples.Baseline) is { } baseline && SampleComparison.Median(samples.Candidate) is { } candidate
            && Math.Abs(candidate - baseline) <= SamePayload * baseline;
    }
}
