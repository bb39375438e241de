using Wiretax.Analysis.Comparison;

namespace Wiretax.Reporting.Comparisons;

/// <summary>A candidate's metrics by workload, in the order of the result.</summary>
internal static class ComparisonRows
{
    public static IEnumerable<IGrouping<string, MetricResult>> ByWorkload(CandidateResult candidate) =>
        candidate.Metrics.GroupBy(each => each.Workload == Workloads.Capture ? each.Workload : $"{each.Workload} {each.Direction}");

    /// <summary>Warnings on the baseline first, then the candidates', each once.</summary>
    public static IEnumerable<Analysis.Accounting.Warning> Warnings(ComparisonResult result) =>
        result.Warnings.Concat(result.Candidates.SelectMany(each => each.Warnings)).Distinct();

    public static string Interval(MetricResult row, Quantity say) =>
        row.Low is not null && row.Low == row.High ? "exact" : say.RatioRange(row.Low, row.High);
}
