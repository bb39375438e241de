using Wiretax.Analysis.Accounting;

namespace Wiretax.Analysis.Comparison;

/// <summary>Every metric of a comparison, in the order in which results list them.</summary>
public static class Metrics
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        .. Layers("link"), .. Layers("encapsulation"), .. Layers("network"), .. Layers("transport"), .. Layers("application"),
        new("overhead", "ratio", MetricSense.Amount, Overhead),
        new("connect", "s", MetricSense.Time, run => MainFlow(run)?.Phases?.ConnectSeconds ?? MainFlow(run)?.HandshakeSeconds),
        new("first-byte", "s", MetricSense.Time, run => MainFlow(run)?.Phases?.FirstByteSeconds),
        new("transfer", "s", MetricSense.Time, run => IsTimed(run.Workload) ? null : MainFlow(run)?.Phases?.TransferSeconds) { IsThroughput = true },
        new("rtt.min", "s", MetricSense.Time, run => run.GeneratorRoundTrips is { } own ? own.Min : Rtt(run)?.Min),
        new("rtt.median", "s", MetricSense.Time, run => run.GeneratorRoundTrips is { } own ? own.Median : Rtt(run)?.Median),
        new("rtt.p99", "s", MetricSense.Time, run => run.GeneratorRoundTrips is null ? Rtt(run)?.P99 : null),
        new("goodput", "bit/s", MetricSense.Rate, Goodput) { IsThroughput = true },
        new("retransmitted.bytes", "bytes", MetricSense.Amount, Retransmitted),
        new("cpu.seconds-per-gigabyte", "s/GB", MetricSense.Amount, CpuPerGigabyte),
    ];

    public static Metric? Find(string name) => All.FirstOrDefault(each => each.Name == name);

    private static Metric[] Layers(string layer) =>
    [
        new(layer + ".frames", "frames", MetricSense.Amount, run => Total(run, layer)?.Frames),
        new(layer + ".bytes", "bytes", MetricSense.Amount, run => Total(run, layer)?.Bytes),
        new(layer + ".duration", "s", MetricSense.Time, run => IsPaced(run) ? null : Duration(run, layer)) { IsThroughput = true },
    ];

    private static Totals? Total(MeasuredRun run, string layer) =>
        run.Summary?.Layers.FirstOrDefault(each => each.Layer == layer)?.Total;

    private static double? Duration(MeasuredRun run, string layer) =>
        Total(run, layer) is { Frames: > 1, DurationSeconds: { } seconds } ? seconds : null;

    /// <summary>The generator decides how long a train of pings or a timed stream takes, not the path.</summary>
    private static bool IsPaced(MeasuredRun run) => IsEchoOnly(run) || IsTimed(run.Workload);

    /// <summary>A stream of a given duration, alone or in pairs: <c>tcp</c>, <c>tcp-4</c>.</summary>
    internal static bool IsTimed(string workload) => workload == "tcp" || workload.StartsWith("tcp-", StringComparison.Ordinal);

    internal static bool IsEchoOnly(MeasuredRun run) => run.Summary?.Echo is not null && MainFlow(run) is null;

    private static double? Overhead(MeasuredRun run) =>
        Total(run, "link") is { } link && Total(run, "application") is { Bytes: > 0 } application
            ? (double)link.Bytes / application.Bytes
            : null;

    /// <summary>The TCP flow that carries the most payload.</summary>
    internal static FlowSummary? MainFlow(MeasuredRun run) =>
        run.Summary?.Flows.Where(each => each.Protocol == "tcp").MaxBy(each => each.Tx.PayloadBytes + each.Rx.PayloadBytes);

    private static RttSummary? Rtt(MeasuredRun run) => MainFlow(run) is { } flow ? flow.RttSeconds : run.Summary?.Echo?.RttSeconds;

    private static double? Goodput(MeasuredRun run)
    {
        if (run.GoodputBitsPerSecond is { } measured)
            return measured;
        return MainFlow(run) is { } flow
            ? (flow.Tx.PayloadBytes > flow.Rx.PayloadBytes ? flow.Tx : flow.Rx).GoodputBitsPerSecond
            : null;
    }

    private static double? Retransmitted(MeasuredRun run) =>
        MainFlow(run) is null ? null : run.Summary!.RetransmittedBytes();

    /// <summary>Application bytes, each counted once: what the generator had to move.</summary>
    internal static Metric Payload { get; } = new(
        "payload", "bytes", MetricSense.Amount, run => Total(run, "application")?.Bytes - (run.Summary?.RetransmittedBytes() ?? 0));

    /// <summary>What a small transfer costs is not its bytes: below a megabyte the figure would mislead.</summary>
    private static double? CpuPerGigabyte(MeasuredRun run) =>
        run.CpuSeconds is { } seconds && Total(run, "application") is { Bytes: >= 1_000_000 } application
            ? seconds / (application.Bytes / 1e9)
            : null;
}
