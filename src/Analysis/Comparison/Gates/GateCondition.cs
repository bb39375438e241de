using System.Globalization;

namespace Wiretax.Analysis.Comparison.Gates;

/// <summary>
/// <c>[WORKLOAD.][DIRECTION.]METRIC OP RATIO</c>: holds when the ratio's whole interval lies beyond the limit, so that
/// noise does not fail a build.
/// </summary>
/// <param name="Name">Workload, direction and metric as written.</param>
public sealed record GateCondition(string Name, string Operator, double Limit)
{
    /// <summary>The rows that the name means.</summary>
    /// <exception cref="GateException">No candidate has such a row.</exception>
    internal IReadOnlyList<MetricResult> Rows(ComparisonResult comparison, CandidateResult candidate)
    {
        if (!comparison.Candidates.Any(any => any.Metrics.Any(IsMeant)))
            throw new GateException($"There is no '{Name}' to gate on; there are: {string.Join(", ", Names(comparison))}.");
        return [.. candidate.Metrics.Where(IsMeant)];
    }

    /// <summary>Whether one row crosses the limit.</summary>
    internal GateState Of(MetricResult row)
    {
        var (low, high) = Bounds(row);
        if (low is null || high is null)
            return GateState.Undecided;
        var beyond = Operator switch
        {
            ">" => low > Limit,
            ">=" => low >= Limit,
            "<" => high < Limit,
            _ => high <= Limit,
        };
        return beyond ? GateState.Crossed : GateState.Clear;
    }

    internal string Describe(MetricResult row, CandidateResult candidate)
    {
        var (low, high) = Bounds(row);
        var what = string.Create(CultureInfo.InvariantCulture, $"{row.Workload}.{row.Direction}.{row.Metric} of {candidate.Name} {Operator} {Limit}");
        return low is null || high is null
            ? $"not decidable: {what}: {row.Sentence}"
            : double.IsInfinity(low.Value)
            ? $"crossed: {what}: the baseline has nothing of it."
            : string.Create(CultureInfo.InvariantCulture, $"crossed: {what}: the ratio's {row.Confidence * 100:0.##} % interval is {low:0.####} to {high:0.####}.");
    }

    /// <summary>
    /// Nothing on both sides is a ratio of 1, something where the baseline has nothing is beyond every ratio, and nothing
    /// where the baseline has something is 0 (at most 1 where that is not certain).
    /// </summary>
    private static (double? Low, double? High) Bounds(MetricResult row) => row switch
    {
        { Verdict: Verdicts.Incomplete or Verdicts.NotEnoughRuns } => (null, null),
        { Low: not null } => (row.Low, row.High),
        { BaselineIsZero: true, CandidateIsZero: true } => (1, 1),
        { BaselineIsZero: true, DifferenceLow: > 0 } => (double.PositiveInfinity, double.PositiveInfinity),
        { CandidateIsZero: true } => (0, row.DifferenceHigh < 0 ? 0 : 1),
        _ => (null, null),
    };

    private bool IsMeant(MetricResult row) =>
        Name == row.Metric || Name == $"{row.Workload}.{row.Metric}" || Name == $"{row.Direction}.{row.Metric}"
        || Name == $"{row.Workload}.{row.Direction}.{row.Metric}";

    private static IEnumerable<string> Names(ComparisonResult comparison) => comparison.Candidates
        .SelectMany(each => each.Metrics)
        .Select(each => each.Workload == Workloads.Capture ? each.Metric : $"{each.Workload}.{each.Metric}")
        .Distinct();
}
