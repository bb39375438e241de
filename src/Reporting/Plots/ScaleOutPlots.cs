using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Plots;

/// <summary>Gathers the workloads that differ only in the number of their pairs (<c>tcp-1</c>, <c>tcp-4</c>) into one curve.</summary>
internal static class ScaleOutPlots
{
    public static IEnumerable<Panel> Of(
        SessionRecord record, IReadOnlyList<WorkloadFigures> workloads, IReadOnlyDictionary<string, SeriesStyle> styles) =>
        from workload in workloads
        where workload.Runs.Any(each => each.GoodputBitsPerSecond is not null)
        group workload by (Name: ScaleOutFigures.WithoutPairs(workload), workload.Direction) into scaled
        where scaled.SelectMany(each => each.Runs).Select(each => each.Pairs).Distinct().Count() > 1
        let series = Series(record, [.. scaled], styles)
        where series.Count > 0
        select Draw(scaled.Key.Name, scaled.First(), series, Wires([.. scaled], series));

    private static List<ScaleOutSeries> Series(
        SessionRecord record, IReadOnlyList<WorkloadFigures> workloads, IReadOnlyDictionary<string, SeriesStyle> styles) =>
    [
        .. from path in workloads.SelectMany(each => each.Paths).Distinct()
           let points = (from workload in workloads
                         let runs = workload.CompleteRuns(path).Where(each => each.GoodputBitsPerSecond is not null).ToList()
                         where runs.Count > 0
                         let known = workload.MedianOf(path, record.Baseline, "goodput")
                         orderby runs[0].Pairs
                         select new ScaleOutPoint(
                             runs[0].Pairs, [.. runs.Select(each => each.GoodputBitsPerSecond!.Value)],
                             workload.Phases.First(each => each.Path == path).GoodputBitsPerSecond, known?.Low, known?.High)).ToList()
           where points.Count > 0
           select new ScaleOutSeries(path, styles[path], points),
    ];

    /// <summary>One pair of curves where all paths have wires of the same rate, else a pair for each path.</summary>
    private static List<WireCurve> Wires(IReadOnlyList<WorkloadFigures> workloads, List<ScaleOutSeries> series)
    {
        var byPath = series.Select(each => (each.Name, Rate: Curve(workloads, each, run => run.WireBitsPerSecond), Payload: Curve(workloads, each, run => run.WirePayloadBitsPerSecond)))
            .Where(each => each.Rate.Count > 1).ToList();
        var areAlike = byPath.All(each => each.Rate.SequenceEqual(byPath[0].Rate));
        return
        [
            .. from path in areAlike ? byPath.Take(1) : byPath
               let of = areAlike ? "" : $" of {path.Name}"
               from curve in new[] { new WireCurve("wire speed" + of, false, path.Rate), new WireCurve("application bytes at wire speed" + of, true, path.Payload) }
               where curve.Points.Count > 1
               select curve,
        ];
    }

    private static List<(int Pairs, double BitsPerSecond)> Curve(
        IReadOnlyList<WorkloadFigures> workloads, ScaleOutSeries series, Func<RunRecord, double?> rate) =>
    [
        .. from workload in workloads
           let median = SessionFigures.Median(workload.CompleteRuns(series.Name).Select(rate))
           where median is not null
           orderby workload.Runs[0].Pairs
           select (workload.Runs[0].Pairs, median.Value),
    ];

    private static string InWords(List<WireCurve> wires) => string.Concat(wires.Select(each =>
        $" {char.ToUpperInvariant(each.Name[0])}{each.Name[1..]}: {string.Join("; ", each.Points.Select(point => $"{Quantity.Typographic.Count(point.Pairs)} {(point.Pairs == 1 ? "pair" : "pairs")} {Quantity.Typographic.BitRate(point.BitsPerSecond)}"))}."));

    private static Panel Draw(string name, WorkloadFigures workload, List<ScaleOutSeries> series, List<WireCurve> wires)
    {
        var (plot, marks) = ScaleOutPanel.Draw(series, wires);
        var title = $"{name}, {ScaleOutFigures.InWords(workload)}";
        var words = series.SelectMany(each => each.Points.Select(point => ScaleOutPanel.Describe(each.Name, point)));
        return new Panel(SessionPlots.ScaleOut, "scale-out-" + SessionPlots.FileName($"{name}-{workload.Direction}"), title,
            $"Throughput against the number of pairs, {title}, medians: {string.Join("; ", words)}.{InWords(wires)}", plot, ScaleOutPanel.Height, marks);
    }
}
