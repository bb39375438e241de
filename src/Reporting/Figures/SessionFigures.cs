using MathNet.Numerics.Statistics;
using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Comparison;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>
/// A session's figures as they are shown: medians over the complete runs beside the comparison's ratios. Worked out
/// here once; tables, plots and documents only render them.
/// </summary>
public static class SessionFigures
{
    /// <summary>What a smaller transfer costs is not its bytes; as the comparison has it.</summary>
    private const long LeastBytes = 1_000_000;

    private static readonly string[] OuterOrder = ["application", "transport", "network", "encapsulation", "link"];

    /// <summary>A workload and direction each, in the order of the session's runs by workload.</summary>
    public static IReadOnlyList<WorkloadFigures> Of(SessionRecord record)
    {
        var workloads = record.Workloads.Select(each => each.Name).ToList();
        return
        [
            .. from run in record.Runs
               group run by (run.Workload, run.Direction) into runs
               orderby Place(workloads, runs.Key.Workload), runs.Key.Workload, runs.Key.Direction
               select OfWorkload(record, runs.Key.Workload, runs.Key.Direction, [.. runs]),
        ];
    }

    private static WorkloadFigures OfWorkload(SessionRecord record, string workload, string direction, IReadOnlyList<RunRecord> runs)
    {
        var order = record.Paths.Select(each => each.Name).ToList();
        var paths = runs.Select(each => each.Path).Distinct().OrderBy(each => Place(order, each)).ToList();
        var metrics = (from candidate in record.Comparison?.Candidates ?? []
                       from metric in candidate.Metrics ?? []
                       where metric.Workload == workload && metric.Direction == direction
                       select (candidate.Name, metric)).ToList();

        var ofPaths = paths.Select(path => new PathRuns(path, runs, metrics)).ToList();
        var isPing = runs.Any(each => each.Summary?.Echo is not null);
        return new WorkloadFigures
        {
            Workload = workload,
            Direction = direction,
            Kind = record.Workloads.FirstOrDefault(each => each.Name == workload)?.Kind,
            Paths = paths,
            Runs = [.. runs.OrderBy(each => paths.IndexOf(each.Path)).ThenBy(each => each.Repetition)],
            Metrics = metrics,
            Layers = Layers(ofPaths),
            Echo = isPing ? [.. ofPaths.Select(each => each.Echo())] : [],
            Phases = isPing ? [] : [.. ofPaths.Select(each => each.Phases())],
            Cpu = !isPing && runs.Any(each => each.Cpu is not null) ? [.. ofPaths.Select(each => each.Cpu())] : [],
            Load = !isPing && runs.Any(each => each.Load is not null) ? [.. ofPaths.Select(each => LoadFigure.Of(each.Path, each.Complete))] : [],
            OwnBytes = [.. ofPaths.Select(each => OwnBytes.Of(each.Path, each.Complete))],
        };
    }

    private static List<LayerTable> Layers(List<PathRuns> paths) =>
    [
        .. from layer in OuterOrder
           let rows = paths.Select(each => each.Layer(layer)).ToList()
           where layer != "encapsulation" || rows.Any(each => each.Total.Bytes > 0)
           select new LayerTable(layer, rows),
    ];

    private static int Place(List<string> order, string name) =>
        order.IndexOf(name) is var at && at < 0 ? int.MaxValue : at;

    internal static double? Median(IEnumerable<double?> values)
    {
        var known = values.OfType<double>().ToArray();
        return known.Length == 0 ? null : known.Median();
    }

    /// <summary>The run whose figure is the median, of an even number the lower of the middle two; null of none.</summary>
    internal static RunRecord? MiddleBy(this IEnumerable<RunRecord> runs, Func<RunRecord, double?> figure) =>
        runs.OrderBy(figure).ToList() is { Count: > 0 } ordered ? ordered[(ordered.Count - 1) / 2] : null;

    /// <summary>One path's complete runs of one workload.</summary>
    private sealed record PathRuns(string Path, IReadOnlyList<RunRecord> Complete, IReadOnlyList<MetricResult> Metrics)
    {
        public PathRuns(string path, IReadOnlyList<RunRecord> runs, IReadOnlyList<(string Name, MetricResult Metric)> metrics)
            : this(
                path,
                [.. runs.Where(each => each.Path == path && each is { Complete: true, Summary: not null })],
                [.. metrics.Where(each => each.Name == path).Select(each => each.Metric)])
        {
        }

        public LayerFigure Layer(string layer) => new(
            Path, Complete.Count, Side(layer, each => each.Tx), Side(layer, each => each.Rx), Side(layer, each => each.Total),
            Ratio(layer + ".bytes"), Ratio(layer + ".duration"));

        public EchoFigure Echo()
        {
            Func<LayerTotals, Totals> asked = Complete is [{ Direction: "rx" }, ..] ? each => each.Rx : each => each.Tx;
            return new(
                Path, Complete.Count,
                Of(run => run.Summary!.Echo?.Requests), Of(run => run.Summary!.Echo?.Replies), Of(run => run.Summary!.Echo?.Lost),
                Side("link", asked).Bytes, Side("network", asked).Seconds,
                Of(run => RunRoundTrips.Of(run)?.Min), Of(run => RunRoundTrips.Of(run)?.Median), Of(run => RunRoundTrips.Of(run)?.P99),
                Ratio("rtt.median"));
        }

        public PhaseFigure Phases() => new(
            Path, Complete.Count,
            Of(run => run.DataFlow()?.Phases?.ConnectSeconds), Of(run => run.DataFlow()?.Phases?.FirstByteSeconds),
            Of(run => run.TransferSeconds()), Of(run => run.DataFlow()?.Phases?.TeardownSeconds),
            Of(run => run.RetransmittedBytes()), Of(run => run.GoodputBitsPerSecond), Ratio("goodput"));

        public CpuFigure Cpu() => new(
            Path, Complete.Count, Of(run => run.Cpu?.Peer), Of(run => run.Cpu?.SystemUnderTest), Of(run => run.Cpu?.Hypervisor),
            Of(run => Hypervisors(run, each => each.UserSeconds)), Of(run => Hypervisors(run, each => each.SystemSeconds)),
            Of(run => run.Load?.Hypervisors.Max(each => each.BusiestThreadSeconds)),
            Of(PerGigabyte), Of(run => run.TransferSeconds()));

        private static double? Hypervisors(RunRecord run, Func<HypervisorLoad, double?> part) => run.Load is { Hypervisors: { Count: > 0 } all }
            ? all.Aggregate((double?)0, (sum, each) => sum + part(each))
            : null;

        private static double? PerGigabyte(RunRecord run) =>
            run.Summary!.Layers.FirstOrDefault(each => each.Layer == "application") is { Total.Bytes: >= LeastBytes and var bytes }
                ? run.BothEndsCpuSeconds() / (bytes / 1e9)
                : null;

        private SideFigure Side(string layer, Func<LayerTotals, Totals> side)
        {
            double? Get(RunRecord run, Func<Totals, double?> figure) =>
                run.Summary!.Layers.FirstOrDefault(each => each.Layer == layer) is { } totals ? figure(side(totals)) : null;
            return new(
                Of(run => Get(run, each => each.Frames)), Of(run => Get(run, each => each.Bytes)), Of(run => Get(run, each => each.DurationSeconds)));
        }

        private double? Of(Func<RunRecord, double?> figure) => Median(Complete.Select(figure));

        private RatioFigure? Ratio(string metric) => Metrics.FirstOrDefault(each => each.Metric == metric) is { } found
            ? new RatioFigure(found.Ratio, found.Low, found.High, found.Verdict)
            : null;
    }
}
