namespace Wiretax.Reporting.Figures;

/// <summary>What the comparison's metrics are called for readers, and which of them come first.</summary>
public static class MetricNames
{
    private static readonly string[] Headline =
    [
        "rtt.median", "application.duration", "goodput", "connect", "first-byte", "overhead", "link.bytes", "link.frames",
        "cpu.seconds-per-gigabyte",
    ];

    /// <summary>
    /// The metrics that answer the question, in order; all others are in the full table. A stream lasts as long as it
    /// was told to and moves what it can: its duration and its bytes answer nothing. Nor does ping's duration.
    /// </summary>
    public static IEnumerable<string> HeadlineOf(WorkloadFigures workload) => Headline.Where(each => each switch
    {
        "application.duration" => workload.Kind != "tcp" && !workload.IsPing,
        "link.bytes" or "link.frames" => workload.Kind != "tcp",
        _ => true,
    });

    public static string Brief(string metric) => metric switch
    {
        "rtt.min" => "shortest RTT",
        "rtt.median" => "median RTT",
        "rtt.p99" => "RTT, 99th percentile",
        "connect" => "connect",
        "first-byte" => "first byte",
        "transfer" => "transfer",
        "goodput" => "throughput",
        "overhead" => "overhead",
        "application.duration" => "duration",
        "retransmitted.bytes" => "retransmitted bytes",
        "cpu.seconds-per-gigabyte" => "CPU per gigabyte",
        _ => metric.Replace('.', ' '),
    };
}
