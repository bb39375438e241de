namespace Wiretax.Reporting.Figures;

/// <summary>What the comparison's metrics are called for readers, and which of them come first.</summary>
public static class MetricNames
{
    /// <summary>The metrics that answer the question, in order; all others are in the full table.</summary>
    public static IReadOnlyList<string> Headline { get; } =
    [
        "rtt.median", "application.duration", "goodput", "connect", "first-byte", "overhead", "link.bytes", "link.frames",
        "cpu.seconds-per-gigabyte",
    ];

    public static string Brief(string metric) => metric switch
    {
        "rtt.min" => "shortest RTT",
        "rtt.median" => "median RTT",
        "rtt.p99" => "RTT, 99th percentile",
        "connect" => "time to connect",
        "first-byte" => "time to first byte",
        "transfer" => "transfer time",
        "goodput" => "throughput",
        "overhead" => "link per payload byte",
        "retransmitted.bytes" => "retransmitted bytes",
        "cpu.seconds-per-gigabyte" => "CPU per gigabyte",
        _ => metric.Replace('.', ' '),
    };
}
