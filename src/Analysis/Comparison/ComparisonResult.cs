namespace Wiretax.Analysis.Comparison;

/// <summary>Candidates against a baseline, metric by metric: <c>wiretax/comparison/1</c>.</summary>
public sealed record ComparisonResult
{
    public const string SchemaName = "wiretax/comparison/1";

    public string Schema { get; init; } = SchemaName;
    public required string Baseline { get; init; }
    public IReadOnlyList<CandidateResult> Candidates { get; init; } = [];
}

public sealed record CandidateResult(string Name, IReadOnlyList<MetricResult> Metrics);

/// <summary>One metric of one candidate beside the baseline's.</summary>
public sealed record MetricResult
{
    public required string Workload { get; init; }

    /// <summary>Seen from the peer: <c>rx</c>, <c>tx</c>.</summary>
    public required string Direction { get; init; }

    /// <summary><c>application.duration</c>, <c>link.bytes</c>, <c>rtt.median</c> ... : see docs/metrics.md.</summary>
    public required string Metric { get; init; }

    /// <summary><c>s</c>, <c>bytes</c>, <c>frames</c>, <c>bit/s</c>, <c>ratio</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Medians over the complete runs; null when there is none.</summary>
    public double? Baseline { get; init; }
    public double? Candidate { get; init; }

    /// <summary>Bounds of each median's own interval, at <see cref="Confidence"/>; null where not known.</summary>
    public double? BaselineLow { get; init; }
    public double? BaselineHigh { get; init; }
    public double? CandidateLow { get; init; }
    public double? CandidateHigh { get; init; }

    /// <summary>Candidate over baseline; null when either is unknown or the baseline is 0.</summary>
    public double? Ratio { get; init; }

    /// <summary>Bounds of the ratio's confidence interval; null with fewer than two runs each.</summary>
    public double? Low { get; init; }
    public double? High { get; init; }
    public double Confidence { get; init; } = 0.95;

    /// <summary>Complete runs of the smaller side.</summary>
    public int Runs { get; init; }

    /// <summary>One of <see cref="Verdicts"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The verdict in one plain sentence.</summary>
    public string? Sentence { get; init; }
}

/// <summary>The words a comparison may end in.</summary>
public static class Verdicts
{
    public const string Slower = "slower";
    public const string Faster = "faster";
    public const string More = "more";
    public const string Less = "less";
    public const string Equal = "equal";
    public const string Inconclusive = "inconclusive";
    public const string LinkBound = "link-bound";
    public const string Incomplete = "incomplete";
    public const string NotEnoughRuns = "not-enough-runs";
}
