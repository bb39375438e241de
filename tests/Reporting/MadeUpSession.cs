using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Comparison;
using Wiretax.Sessions;

namespace Wiretax.Tests.Reporting;

/// <summary>
/// A session that nobody measured: its figures are made up to try the layout of tables, plots and reports with every
/// case that a real one can have. Never to be shown as a result.
/// </summary>
internal static class MadeUpSession
{
    public const string Hostile = "<script>alert('x')</script> & \"quotes\", commas";

    private static readonly string[] Measured = ["host", "host-again", "vm-bridged", "uml-bridged"];

    public static SessionRecord Create(int repetitions = 5)
    {
        var runs = (from repetition in Enumerable.Range(1, repetitions)
                    from workload in new[] { ("ping", "tx"), ("http", "rx"), ("tcp", "rx"), ("tcp", "tx") }
                    from path in Measured
                    select Run(path, workload.Item1, workload.Item2, repetition)).ToList();
        return new SessionRecord
        {
            Scenario = "made-up-layout",
            Baseline = "host",
            StartedAt = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero),
            DurationSeconds = 141.5,
            Seed = 42,
            WarmUp = 1,
            Environment = new Dictionary<string, string?>
            {
                ["wiretax"] = "0.0.0-made-up",
                ["command line"] = Hostile,
                ["cpu"] = "Made-up CPU @ 1.00 GHz",
                ["kernel"] = "0.0.0",
                ["cpu governor"] = null,
            },
            Workloads =
            [
                new("ping", "ping", new Dictionary<string, string?> { ["requests"] = "4", ["payload"] = "56 bytes" }),
                new("http", "http", new Dictionary<string, string?> { ["size of the file"] = "40000000 bytes" }),
                new("tcp", "tcp", new Dictionary<string, string?> { ["duration"] = "1000ms", ["message size"] = "8192 bytes" }),
            ],
            Paths =
            [
                Path("host", "host"),
                Path("host-again", "host") with { ControlOf = "host" },
                Path("vm-bridged", "vm-bridged"),
                Path("uml-bridged", "uml-bridged"),
                new PathRecord { Name = "vm-nat", Kind = "vm-nat", Measured = false, Why = $"A made-up reason: {Hostile}." },
            ],
            Runs = runs,
            Design = new DesignRecord(repetitions, repetitions, repetitions, 0.05, false, 12),
            Disturbance = new MachineDisturbance(0.0123, 0.08, null, null),
            ObserverEffects = [new("vm-bridged", "http", "rx", 1.9e9, 2.0e9, 0.95, 0.91, 0.99, 3)],
            Comparison = Compare(runs),
            Warnings = [new("made-up", $"A made-up warning: {Hostile}.")],
        };
    }

    private static PathRecord Path(string name, string kind) => new()
    {
        Name = name,
        Kind = kind,
        Measured = true,
        Configuration = new Dictionary<string, string?> { ["mtu"] = "1500", ["offload"] = "off", ["hypervisor"] = name == "host" ? null : "made-up 1.0" },
    };

    /// <summary>A fixed scatter between 0 and 1.</summary>
    private static double Scatter(int repetition, int salt) => ((repetition * 37) + (salt * 61)) % 100 / 100.0;

    private static double Slowness(string path) => path switch { "vm-bridged" => 2.6, "uml-bridged" => 1.7, _ => 1 };

    private static RunRecord Run(string path, string workload, string direction, int repetition)
    {
        var run = new RunRecord
        {
            Path = path,
            Workload = workload,
            Direction = direction,
            Repetition = repetition,
            Capture = $"captures/{path}-{workload}-{direction}-{repetition}.pcapng",
            Complete = true,
            Summary = workload == "ping" ? Ping(path, repetition) : Transfer(path, workload, direction, repetition),
        };
        if (workload == "ping")
            return run;
        run = run with
        {
            GoodputBitsPerSecond = 40_000_000 * 8 / run.Summary.Layer("application").Total.DurationSeconds,
            Cpu = new CpuSeconds(0.11, 0.2 * Slowness(path), path.StartsWith("vm", StringComparison.Ordinal) ? 0.3 : null),
            Load = MadeUpLoad.Of(path),
            Bottleneck = MadeUpLoad.Bottleneck(path),
        };
        return path == "uml-bridged" && workload == "http" && repetition == 2
            ? run with { Complete = false, IncompleteReasons = ["The kernel dropped 12 made-up frames."] }
            : run;
    }

    private static CaptureSummary Ping(string path, int repetition)
    {
        double[] samples = [.. Enumerable.Range(0, 4).Select(each => 0.00021 * Slowness(path) * (1 + (0.3 * Scatter(repetition, each + path.Length))))];
        Totals Each(long bytes) => new(4, 4 * bytes, 3.0021);
        LayerTotals Layer(string name, long bytes) => new(name, Each(bytes), Each(bytes), new(8, 8 * bytes, 3.0023));
        var sorted = samples.Order().ToArray();
        return new CaptureSummary
        {
            Frames = 8,
            Complete = true,
            Layers = [Layer("link", 98), new("encapsulation", None, None, None), Layer("network", 84), Layer("transport", 64), Layer("application", 56)],
            Ledger = [new("ethernet", 8, 112), new("ipv4", 8, 160), new("icmp", 8, 64), new("payload", 8, 448)],
            Wire = new WireTotals { Frames = 8, Bytes = 976 },
            Echo = new EchoSummary(4, 4, 0, new RttSummary(sorted[0], (sorted[1] + sorted[2]) / 2, sorted[3], 4)) { Samples = samples },
        };
    }

    private static readonly Totals None = new(0, 0, null);

    private static CaptureSummary Transfer(string path, string workload, string direction, int repetition)
    {
        long segments = 27_625, acks = path == "vm-bridged" ? 9_000 : 13_812;
        var seconds = (workload == "tcp" ? 1.0 : 0.16) * (workload == "tcp" ? 1 : Slowness(path)) * (1 + (0.2 * Scatter(repetition, path.Length)));
        const long Payload = 40_000_193;
        Totals Data(long header) => new(segments, Payload + (segments * header), seconds);
        Totals Acks(long header) => new(acks, acks * header, seconds);
        LayerTotals Layer(string name, long header)
        {
            var (tx, rx) = direction == "rx" ? (Acks(header), Data(header)) : (Data(header), Acks(header));
            return new(name, tx, rx, new(segments + acks, tx.Bytes + rx.Bytes, seconds + 0.0004));
        }
        var application = new Totals(segments, Payload, seconds);
        var frames = segments + acks;
        var flow = new FlowSummary
        {
            Protocol = "tcp",
            Application = workload == "http" ? "http/1" : null,
            Source = "10.0.0.1:40000",
            Destination = "10.0.0.2:80",
            Tx = new FlowDirection(acks, acks * 66) { PayloadBytes = direction == "tx" ? Payload : 0 },
            Rx = new FlowDirection(segments, Payload) { PayloadBytes = direction == "rx" ? Payload : 0 },
            RetransmittedBytes = path == "uml-bridged" ? 1448 * repetition : 0,
            RttSeconds = new RttSummary(0.0001, 0.00025 * Slowness(path), 0.002, 9_000),
            HandshakeSeconds = 0.0003,
            Phases = new TransferPhases(0.0003 * Slowness(path), 0.0009 * Slowness(path), seconds, null),
        };
        return new CaptureSummary
        {
            Frames = frames,
            TruncatedFrames = segments,
            Complete = true,
            Layers =
            [
                Layer("link", 66), new("encapsulation", None, None, None), Layer("network", 52), Layer("transport", 32),
                direction == "rx" ? new("application", None, application, application) : new("application", application, None, application),
            ],
            Ledger =
            [
                new("ethernet", frames, frames * 14), new("ipv4", frames, frames * 20), new("tcp", frames, frames * 20),
                new("tcp-options", frames, frames * 12), new("payload", segments, Payload),
            ],
            Wire = new WireTotals { Frames = frames, Bytes = Payload + (frames * 90), Estimated = true },
            Flows = [flow],
            Warnings = [new("truncated", "The frames are cut to their headers; byte counts come from the lengths that the headers state.")],
        };
    }

    private static ComparisonResult Compare(List<RunRecord> runs) => new()
    {
        Baseline = "host",
        EqualityMargin = 0.001,
        Tests = 84,
        Control = "host-again",
        Warnings = [new("drift", "A made-up drift of the baseline.")],
        Candidates =
        [
            .. Measured.Skip(1).Select(path => new CandidateResult(path, [.. Metrics(path, runs)])
            {
                Summary = [$"{path} is made up to answer a ping later than host.", $"{path} is made up to take longer for http, and to add no byte."],
                Warnings = path == "vm-bridged" ? [new("sign-flip", "A made-up sign that flips.")] : [],
                Attribution = path == "vm-bridged" ? [MadeUpAttribution()] : [],
            }),
        ],
    };

    private static ByteAttribution MadeUpAttribution() => new(
        "http", "rx", 42_735_035, 42_417_443,
        [new("segment-size", 12_000), new("ack-ratio", -329_592), new("header-options", 0), new("other", 0)])
    {
        Sentence = "vm-bridged is made up to send 318 kB less than host, for its ACKs.",
    };

    private static IEnumerable<MetricResult> Metrics(string path, List<RunRecord> runs)
    {
        foreach (var (workload, direction) in new[] { ("ping", "tx"), ("http", "rx"), ("tcp", "rx"), ("tcp", "tx") })
        {
            yield return Metric("link.bytes", "bytes", run => run.Summary!.Layer("link").Total.Bytes);
            yield return Metric("network.bytes", "bytes", run => run.Summary!.Layer("network").Total.Bytes);
            yield return Metric("transport.bytes", "bytes", run => run.Summary!.Layer("transport").Total.Bytes);
            yield return Metric("application.bytes", "bytes", run => run.Summary!.Layer("application").Total.Bytes);
            yield return Metric("application.duration", "s", run => run.Summary!.Layer("application").Total.DurationSeconds);
            yield return Metric("overhead", "ratio", run => (double)run.Summary!.Layer("link").Total.Bytes / run.Summary.Layer("application").Total.Bytes);
            if (workload == "ping")
                yield return Metric("rtt.median", "s", run => run.Summary!.Echo!.RttSeconds!.Median);
            else
                yield return Metric("goodput", "bit/s", run => run.GoodputBitsPerSecond);

            MetricResult Metric(string metric, string unit, Func<RunRecord, double?> value)
            {
                double[] Of(string of) => [.. runs.Where(each => each.Path == of && each.Workload == workload && each.Direction == direction && each.Complete).Select(value).OfType<double>().Order()];
                var (baseline, candidate) = (Of("host"), Of(path));
                double left = baseline[baseline.Length / 2], right = candidate[candidate.Length / 2], ratio = right / left;
                var verdict = (ratio, unit) switch
                {
                    ( < 1.001 and > 0.999, _) => Verdicts.Equal,
                    ( < 1.1 and > 0.9, "s" or "bit/s") => Verdicts.Inconclusive,
                    ( > 1, "s") or ( < 1, "bit/s") => Verdicts.Slower,
                    ( < 1, "s") or ( > 1, "bit/s") => Verdicts.Faster,
                    _ => ratio > 1 ? Verdicts.More : Verdicts.Less,
                };
                return new MetricResult
                {
                    Workload = workload,
                    Direction = direction,
                    Metric = metric,
                    Unit = unit,
                    Baseline = left,
                    BaselineLow = baseline[0],
                    BaselineHigh = baseline[^1],
                    Candidate = right,
                    CandidateLow = candidate[0],
                    CandidateHigh = candidate[^1],
                    Ratio = ratio,
                    Low = ratio * 0.93,
                    High = ratio * 1.08,
                    SmallestDetectable = unit == "s" ? 0.11 : null,
                    Runs = Math.Min(baseline.Length, candidate.Length),
                    Verdict = verdict,
                    Sentence = $"{path} is made up to be {verdict} in {metric} of {workload} {direction}.",
                };
            }
        }
    }
}
