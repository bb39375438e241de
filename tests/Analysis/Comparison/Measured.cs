using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Comparison;

namespace Wiretax.Tests.Analysis.Comparison;

/// <summary>Runs with figures of the test's choice, consistent as an HTTP download over Ethernet and IPv4 would be.</summary>
internal static class Measured
{
    public const long DownloadBytes = 40_000_000;

    public static MeasuredRun Http(string path, int block, double seconds, long segments = 27_600, long acks = 14_000, double? rtt = null)
    {
        var bytes = DownloadBytes;
        var summary = Summary(bytes, segments, acks, application: seconds, connection: seconds + 0.001) with
        {
            Flows =
            [
                new FlowSummary
                {
                    Protocol = "tcp",
                    Source = "10.0.0.1:40000",
                    Destination = "10.0.0.2:80",
                    Tx = new FlowDirection(acks, acks * 60),
                    Rx = new FlowDirection(segments, bytes + (segments * 54)) { PayloadBytes = bytes, GoodputBitsPerSecond = bytes * 8 / seconds },
                    Phases = new TransferPhases(null, null, seconds, null),
                    RttSeconds = rtt is { } known ? new RttSummary(known, known, known, 10) : null,
                },
            ],
        };
        return new MeasuredRun(path, "http", "rx", block, Complete: true, summary);
    }

    public static MeasuredRun Ping(string path, int block, double rtt)
    {
        var totals = new Totals(4, 4 * 98, 3.0);
        LayerTotals Layer(string name, int header) =>
            new(name, totals with { Bytes = 4 * (98 - header) }, totals with { Bytes = 4 * (98 - header) }, new Totals(8, 8 * (98 - header), 3.0));
        var summary = new CaptureSummary
        {
            Frames = 8,
            Complete = true,
            Layers =
            [
                Layer("link", 0), new LayerTotals("encapsulation", None, None, None), Layer("network", 14),
                Layer("transport", 34), Layer("application", 42),
            ],
            Echo = new EchoSummary(4, 4, 0, new RttSummary(rtt, rtt, rtt, 4)),
        };
        return new MeasuredRun(path, "ping", "tx", block, Complete: true, summary);
    }

    /// <summary>Segments of payload one way, pure ACKs padded to 60 bytes the other, 54 bytes of headers each.</summary>
    public static CaptureSummary Summary(long payload, long segments, long acks, double application, double connection)
    {
        LayerTotals Layer(string name, int tx, int header, double seconds) => new(
            name, new Totals(acks, acks * tx, seconds), new Totals(segments, payload + (segments * header), seconds),
            new Totals(acks + segments, payload + (segments * header) + (acks * tx), seconds));
        return new CaptureSummary
        {
            Frames = segments + acks,
            Complete = true,
            Wire = new WireTotals
            {
                Frames = segments + acks,
                Bytes = payload + (segments * 78) + (acks * 84),
                Tx = new WireDirection(acks, acks * 84),
                Rx = new WireDirection(segments, payload + (segments * 78)),
            },
            Layers =
            [
                Layer("link", 60, 54, connection), new LayerTotals("encapsulation", None, None, None),
                Layer("network", 40, 40, connection), Layer("transport", 20, 20, connection),
                new LayerTotals("application", None, new Totals(segments, payload, application), new Totals(segments, payload, application)),
            ],
            Ledger =
            [
                new LedgerRow("ethernet", segments + acks, (segments + acks) * 14),
                new LedgerRow("ipv4", segments + acks, (segments + acks) * 20),
                new LedgerRow("tcp", segments + acks, (segments + acks) * 20),
                new LedgerRow("payload", segments, payload),
                new LedgerRow("padding", acks, acks * 6),
            ],
        };
    }

    public static IEnumerable<MeasuredRun> Series(string path, params double[] seconds) =>
        seconds.Select((each, index) => Http(path, index + 1, each));

    public static MetricResult Metric(this ComparisonResult result, string metric, string? candidate = null) =>
        result.Candidates.First(each => candidate is null || each.Name == candidate).Metrics.Single(each => each.Metric == metric);

    private static Totals None => new(0, 0, null);
}
