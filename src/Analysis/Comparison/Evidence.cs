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

    /// <summary>True for the one metric that the workload is about.</summary>
    public bool IsHeadline => Metric == Cell.Headline;

    public bool HasCompleteRuns => Cell.CompleteBaseline.Count > 0 && Cell.CompleteCandidate.Count > 0;

    public static IEnumerable<Evidence> Of(Cell cell) => Metrics.All.Select(metric => Of(metric, cell)).OfType<Evidence>();

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

    /// <summary>Standard deviation of one pair's log-ratio (of independent sides: what a pair's would be).</summary>
    public double? Spread => Estimate?.LogRatio is { IsExact: false } location ? location.StandardError * Math.Sqrt(Samples.Runs) : null;

    /// <summary>Two paths without a tunnel have no encapsulation to compare.</summary>
    private static bool IsAbsentTunnel(Metric metric, Samples samples) =>
        metric.Name.StartsWith("encapsulation.", StringComparison.Ordinal)
        && samples.Baseline.Concat(samples.Candidate).All(each => each == 0);
}
