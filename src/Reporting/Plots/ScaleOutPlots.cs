using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Plots;

/// <summary>The figures of the scale-out study: throughput against the number of pairs, where there is more than one number.</summary>
internal static class ScaleOutPlots
{
    public static IEnumerable<Panel> Of(
        SessionRecord record, IReadOnlyList<WorkloadFigures> workloads, IReadOnlyDictionary<string, SeriesStyle> styles) =>
        from scaled in ScaleOutFigures.Of(workloads)
        where scaled.Rows.Select(each => each.Pairs).Distinct().Count() > 1
        let paths = scaled.Rows.Where(each => each.Goodput is not null).ToLookup(each => each.Path)
        where paths.Count > 0
        select Draw(scaled, [.. paths.Select(each => Series(record, each, styles))], Wires(paths));

    private static ScaleOutSeries Series(
        SessionRecord record, IGrouping<string, ScaleOutFigure> rows, IReadOnlyDictionary<string, SeriesStyle> styles) =>
        new(rows.Key, styles[rows.Key],
        [
            .. from row in rows
               let known = row.Workload.MedianOf(row.Path, record.Baseline, "goodput")
               select new ScaleOutPoint(
                   row.Pairs, [.. row.Workload.CompleteRuns(row.Path).Select(each => each.GoodputBitsPerSecond).OfType<double>()],
                   row.Goodput, known?.Low, known?.High),
        ]);

    /// <summary>One pair of curves where all paths have wires of the same rate, else a pair for each path.</summary>
    private static List<WireCurve> Wires(ILookup<string, ScaleOutFigure> paths)
    {
        var byPath = paths.Select(rows => (Name: rows.Key, Rate: Curve(rows, each => each.Wire), Payload: Curve(rows, each => each.WirePayload)))
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

    private static List<(int Pairs, double BitsPerSecond)> Curve(IEnumerable<ScaleOutFigure> rows, Func<ScaleOutFigure, double?> rate) =>
        [.. rows.Where(each => rate(each) is not null).Select(each => (each.Pairs, rate(each)!.Value))];

    private static string InWords(List<WireCurve> wires) => string.Concat(wires.Select(each =>
        $" {char.ToUpperInvariant(each.Name[0])}{each.Name[1..]}: {string.Join("; ", each.Points.Select(point => $"{Quantity.Typographic.Count(point.Pairs)} {(point.Pairs == 1 ? "pair" : "pairs")} {Quantity.Typographic.BitRate(point.BitsPerSecond)}"))}."));

    private static Panel Draw(ScaleOutGroup scaled, List<ScaleOutSeries> series, List<WireCurve> wires)
    {
        var (plot, marks) = ScaleOutPanel.Draw(series, wires);
        var title = scaled.Title;
        var words = series.SelectMany(each => each.Points.Select(point => ScaleOutPanel.Describe(each.Name, point)));
        return new Panel(SessionPlots.ScaleOut, PlotFiles.ScaleOut + PlotFiles.Name($"{scaled.Name}-{scaled.Direction}"), title,
            $"Throughput against the number of pairs, {title}, medians: {string.Join("; ", words)}.{InWords(wires)}", plot, ScaleOutPanel.Height, marks);
    }
}
