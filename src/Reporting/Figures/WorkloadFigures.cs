using Wiretax.Analysis.Comparison;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>One workload in one direction: everything that its tables and plots show, worked out once.</summary>
public sealed record WorkloadFigures
{
    public required string Workload { get; init; }
    public required string Direction { get; init; }

    /// <summary><c>ping</c>, <c>http</c>, <c>tcp</c>; null where the record does not say.</summary>
    public string? Kind { get; init; }

    /// <summary>Paths that have runs of this workload, in the order of the session.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>All runs, in the order of the paths and then of the repetitions.</summary>
    public required IReadOnlyList<RunRecord> Runs { get; init; }

    /// <summary>The comparison's metrics of this workload, by candidate.</summary>
    public required IReadOnlyList<(string Candidate, MetricResult Metric)> Metrics { get; init; }

    /// <summary>Application, transport, network, encapsulation (where any), link: from the payload outwards.</summary>
    public required IReadOnlyList<LayerTable> Layers { get; init; }

    /// <summary>Empty for anything but ping.</summary>
    public required IReadOnlyList<EchoFigure> Echo { get; init; }

    /// <summary>Empty for ping.</summary>
    public required IReadOnlyList<PhaseFigure> Phases { get; init; }

    /// <summary>Empty where no run knows its CPU time.</summary>
    public required IReadOnlyList<CpuFigure> Cpu { get; init; }

    /// <summary>Empty where no run knows what processors did.</summary>
    public required IReadOnlyList<LoadFigure> Load { get; init; }

    public required IReadOnlyList<OwnBytesFigure> OwnBytes { get; init; }

    /// <summary>Stable name for files and links: <c>http-rx</c>.</summary>
    public string Key => $"{Workload}-{Direction}";

    public string Title => $"{Workload}, {DirectionInWords}";

    /// <summary>As comparisons call it: <c>http rx</c>.</summary>
    public string Label => $"{Workload} {Direction}";

    public bool IsPing => Echo.Count > 0;

    /// <summary>Who sends the data, or the requests of a ping; the record's directions are seen from the peer.</summary>
    public string DirectionInWords => Direction switch
    {
        "rx" when IsPing => "from the system under test",
        "tx" when IsPing => "from the peer",
        "rx" => "system under test sends",
        "tx" => "system under test receives",
        _ => Direction,
    };

    /// <summary>Null where no complete run of the path says.</summary>
    public BottleneckFigure? Bottleneck(string path) => BottleneckFigure.Among([.. CompleteRuns(path)]);

    public IEnumerable<RunRecord> CompleteRuns(string path) => Runs.Where(each => each.Complete && each.Path == path);

    /// <summary>A path's median and the bounds of its interval, as the comparison found them; null where it has none.</summary>
    public (double? Median, double? Low, double? High)? MedianOf(string path, string baseline, string metric)
    {
        var found = path == baseline
            ? Metrics.FirstOrDefault(each => each.Metric.Metric == metric).Metric
            : Metric(path, metric);
        return found switch
        {
            null => null,
            _ when path == baseline => (found.Baseline, found.BaselineLow, found.BaselineHigh),
            _ => (found.Candidate, found.CandidateLow, found.CandidateHigh),
        };
    }

    public MetricResult? Metric(string candidate, string metric) =>
        Metrics.FirstOrDefault(each => each.Candidate == candidate && each.Metric.Metric == metric).Metric;
}
