using System.Globalization;
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
        group workload by (Name: WithoutPairs(workload), workload.Direction) into scaled
        where scaled.SelectMany(each => each.Runs).Select(each => each.Pairs).Distinct().Count() > 1
        let series = Series(record, [.. scaled], styles)
        where series.Count > 0
        select Draw(scaled.Key.Name, scaled.First(), series);

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

    private static Panel Draw(string name, WorkloadFigures workload, List<ScaleOutSeries> series)
    {
        var (plot, marks) = ScaleOutPanel.Draw(series);
        var title = $"{name}, {workload.DirectionInWords}";
        var words = series.SelectMany(each => each.Points.Select(point => ScaleOutPanel.Describe(each.Name, point)));
        return new Panel(SessionPlots.ScaleOut, "scale-out-" + SessionPlots.FileName($"{name}-{workload.Direction}"), title,
            $"Throughput against the number of pairs, {title}, medians: {string.Join("; ", words)}.", plot, ScaleOutPanel.Height, marks);
    }

    private static string WithoutPairs(WorkloadFigures workload)
    {
        var ending = string.Create(CultureInfo.InvariantCulture, $"-{workload.Runs[0].Pairs}");
        return workload.Workload.EndsWith(ending, StringComparison.Ordinal) ? workload.Workload[..^ending.Length] : workload.Workload;
    }
}
