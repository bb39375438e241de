using System.Text.Json.Serialization;
using Wiretax.Analysis.Accounting;

namespace Wiretax.Analysis.Comparison;

/// <summary>Candidates against a baseline, metric by metric: <c>wiretax/comparison/1</c>.</summary>
public sealed record ComparisonResult
{
    public const string SchemaName = "wiretax/comparison/1";

    public string Schema { get; init; } = SchemaName;
    public required string Baseline { get; init; }
    public IReadOnlyList<CandidateResult> Candidates { get; init => field = value ?? []; } = [];

    /// <summary>Level of the intervals, and of all verdicts together.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Ratios from 1 / (1 + margin) to 1 + margin count as equal.</summary>
    public double EqualityMargin { get; init; }

    /// <summary>Comparisons that were tested, and are corrected for by Holm's method.</summary>
    public int Tests { get; init; }

    /// <summary>The candidate that is the baseline under a second name (A/A control); null without one.</summary>
    public string? Control { get; init; }

    /// <summary>Doubts about the baseline's runs: <c>drift</c>.</summary>
    public IReadOnlyList<Warning> Warnings { get; init => field = value ?? []; } = [];
}

/// <summary>One candidate beside the baseline.</summary>
public sealed record CandidateResult(string Name, IReadOnlyList<MetricResult> Metrics)
{
    /// <summary>What the candidate costs, for each workload in one sentence.</summary>
    public IReadOnlyList<string> Summary { get; init => field = value ?? []; } = [];

    /// <summary>Where a difference in link bytes comes from, for each workload that moved the same payload on both.</summary>
    public IReadOnlyList<ByteAttribution> Attribution { get; init => field = value ?? []; } = [];

    /// <summary><c>sign-flip</c>, <c>outliers</c>, <c>drift</c>, <c>control-differs</c>, <c>super-frames</c>,
    /// <c>no-baseline</c>.</summary>
    public IReadOnlyList<Warning> Warnings { get; init => field = value ?? []; } = [];
}

/// <summary>One metric of one candidate beside the baseline's.</summary>
public sealed record MetricResult
{
    public required string Workload { get; init; }

    /// <summary>Seen from the peer: <c>rx</c>, <c>tx</c>.</summary>
    public required string Direction { get; init; }

    /// <summary><c>application.duration</c>, <c>link.bytes</c>, <c>rtt.median</c> ... : see docs/statistics.md.</summary>
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

    /// <summary>
    /// Candidate over baseline: the geometric mean of the blocks' ratios (one run each: their ratio). Null when a
    /// value is unknown or not positive.
    /// </summary>
    public double? Ratio { get; init; }

    /// <summary>Bounds of the ratio's confidence interval; null with fewer than two runs each.</summary>
    public double? Low { get; init; }
    public double? High { get; init; }

    /// <summary>Level of each interval by itself; the verdicts are corrected for the number of comparisons.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Candidate less baseline in the metric's unit, with its interval; null as for <see cref="Low"/>.</summary>
    public double? Difference { get; init; }
    public double? DifferenceLow { get; init; }
    public double? DifferenceHigh { get; init; }

    /// <summary>
    /// Hodges and Lehmann's estimate of the ratio, which a few disturbed runs cannot sway; a second opinion on
    /// <see cref="Ratio"/>.
    /// </summary>
    public double? RobustRatio { get; init; }

    /// <summary>The shift in units of the runs' own spread; null with one run each or where nothing varies.</summary>
    public double? EffectSize { get; init; }

    /// <summary>
    /// The smallest relative difference (0.05 for 5 %) that these runs would have found with the power asked for, after
    /// the correction for many comparisons; null where nothing was tested.
    /// </summary>
    public double? SmallestDetectable { get; init; }

    /// <summary>True when the interval pairs baseline and candidate by block.</summary>
    public bool Paired { get; init; }

    /// <summary>p-value against equality, corrected by Holm over the session; null where nothing was tested.</summary>
    public double? CorrectedPValue { get; init; }

    /// <summary>The side has nothing of it in any complete run.</summary>
    [JsonIgnore]
    public bool BaselineIsZero { get; init; }

    [JsonIgnore]
    public bool CandidateIsZero { get; init; }

    /// <summary>Complete runs that the estimate rests on: pairs of one block, or the runs of the smaller side.</summary>
    public int Runs { get; init; }

    /// <summary>Runs of both sides that were left out because they were incomplete.</summary>
    public int IncompleteRuns { get; init; }

    /// <summary>One of <see cref="Verdicts"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The verdict in one plain sentence.</summary>
    public string? Sentence { get; init; }
}
