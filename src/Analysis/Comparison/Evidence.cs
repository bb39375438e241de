using Wiretax.Analysis.Statistics;

namespace Wiretax.Analysis.Comparison;

/// <summary>What the runs say about one metric of one candidate, before a verdict is drawn from it.</summary>
internal sealed class Evidence
{
    private Evidence(Metric metric, Cell cell, Samples samples)
    {
        Metric = metric;
        Cell = cell;
        Samples = samples;
        if (samples.Runs >= 2)
        {
            Estimate = samples.IsPaired
                ? SampleComparison.OfPairs(samples.Pairs)
                : SampleComparison.OfIndependent(samples.Baseline, samples.Candidate);
        }
    }

    public Metric Metric { get; }
    public Cell Cell { get; }
    public Samples Samples { get; }

    /// <summary>Null with fewer than two runs on a side.</summary>
    public SampleComparison? Estimate { get; }

    /// <summary>Set once all evidence of the session is together; null where nothing was tested.</summary>
    public double? CorrectedPValue { get; set; }

    public bool HasCompleteRuns => Cell.CompleteBaseline.Count > 0 && Cell.CompleteCandidate.Count > 0;

    /// <returns>Null where the metric does not exist for these runs.</returns>
    public static Evidence? Of(Metric metric, Cell cell)
    {
        var samples = Samples.Of(metric, cell.CompleteBaseline, cell.CompleteCandidate);
        var evidence = new Evidence(metric, cell, samples);
        var exists = evidence.HasCompleteRuns
            ? samples.Baseline.Length > 0 && samples.Candidate.Length > 0 && !IsAbsentTunnel(metric, samples)
            : cell.Baseline.Concat(cell.Candidate).Any(run => metric.Value(run) is not null);
        return exists ? evidence : null;
    }

    public MetricResult ToResult(int tests, ComparisonOptions options)
    {
        var result = Figures(options);
        result = result with { Verdict = Judgement.Of(this, result, options) };
        return result with { Sentence = Sentences.Of(this, result, tests, options) };
    }

    private MetricResult Figures(ComparisonOptions options)
    {
        var baseline = SampleComparison.Median(Samples.Baseline);
        var candidate = SampleComparison.Median(Samples.Candidate);
        var exactRatio = baseline is > 0 && candidate is > 0 ? candidate / baseline : null;
        var isExact = Estimate is null or { LogRatio.IsExact: true };
        var interval = Estimate?.RatioInterval(options.Confidence);
        var difference = Estimate?.Difference.Interval(options.Confidence);
        return new MetricResult
        {
            Workload = Cell.Workload,
            Direction = Cell.Direction,
            Metric = Metric.Name,
            Unit = Metric.Unit,
            Baseline = baseline,
            Candidate = candidate,
            Ratio = isExact ? exactRatio : Estimate!.Ratio,
            Low = isExact && interval is not null ? exactRatio : interval?.Low,
            High = isExact && interval is not null ? exactRatio : interval?.High,
            Confidence = options.Confidence,
            Difference = Estimate?.Difference.Centre ?? candidate - baseline,
            DifferenceLow = difference?.Low,
            DifferenceHigh = difference?.High,
            Paired = Estimate is not null && Samples.IsPaired,
            CorrectedPValue = CorrectedPValue,
            Runs = Samples.Runs,
            IncompleteRuns = Cell.IncompleteRuns,
            Verdict = Verdicts.Inconclusive,
        };
    }

    /// <summary>Two paths without a tunnel have no encapsulation to compare.</summary>
    private static bool IsAbsentTunnel(Metric metric, Samples samples) =>
        metric.Name.StartsWith("encapsulation.", StringComparison.Ordinal)
        && samples.Baseline.Concat(samples.Candidate).All(each => each == 0);
}
