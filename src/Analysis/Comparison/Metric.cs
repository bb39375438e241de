namespace Wiretax.Analysis.Comparison;

/// <summary>What a larger value of a metric means.</summary>
public enum MetricSense
{
    /// <summary>A duration: larger is slower.</summary>
    Time,

    /// <summary>A rate: larger is faster.</summary>
    Rate,

    /// <summary>An amount: larger is more.</summary>
    Amount,
}

/// <summary>A figure that every run has one of; see docs/statistics.md for each one's definition.</summary>
/// <param name="Name">Stable, as in <c>link.bytes</c>.</param>
/// <param name="Unit"><c>s</c>, <c>bytes</c>, <c>frames</c>, <c>bit/s</c>, <c>ratio</c>, <c>s/GB</c>.</param>
/// <param name="Value">The run's figure; null where the run does not have it.</param>
public sealed record Metric(string Name, string Unit, MetricSense Sense, Func<MeasuredRun, double?> Value)
{
    /// <summary>True for what the wire's rate decides once a path reaches it.</summary>
    public bool IsThroughput { get; init; }
}
