using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Plots;

/// <summary>Gathers the file transfers that differ only in their size (<c>http-10kB</c>, <c>http-1MB</c>) into one curve.</summary>
internal static class SizeSweepPlots
{
    public static IEnumerable<Panel> Of(
        SessionRecord record, IReadOnlyList<WorkloadFigures> workloads, IReadOnlyDictionary<string, SeriesStyle> styles) =>
        from workload in workloads
        where workload.Kind == "http"
        group workload by workload.Direction into swept
        where swept.Count() > 1
        let series = Series(record, [.. swept], styles)
        where series.Count > 0
        select Draw(record, swept.First(), series);

    private static List<SizeSeries> Series(
        SessionRecord record, IReadOnlyList<WorkloadFigures> workloads, IReadOnlyDictionary<string, SeriesStyle> styles) =>
    [
        .. from path in workloads.SelectMany(each => each.Paths).Distinct()
           where path != record.Baseline
           let points = (from workload in workloads
                         from entry in workload.Metrics
                         where entry.Candidate == path && entry.Metric is { Metric: "application.duration", Ratio: > 0 }
                         let bytes = workload.OwnBytes.FirstOrDefault(each => each.Path == path)?.PayloadBytes
                         where bytes > 0
                         orderby bytes
                         select new SizePoint(bytes.Value, entry.Metric)).ToList()
           where points.Count > 1
           select new SizeSeries(path, styles[path], points),
    ];

    private static Panel Draw(SessionRecord record, WorkloadFigures workload, List<SizeSeries> series)
    {
        var (plot, marks) = SizeSweepPanel.Draw(record.Baseline, series);
        var words = series.SelectMany(each => each.Points.Select(point => SizeSweepPanel.Describe(each.Name, point)));
        return new Panel(SessionPlots.Sizes, PlotFiles.Sizes + "http-" + PlotFiles.Name(workload.Direction), $"http, {workload.DirectionInWords}",
            $"Time of a transfer against its size, ratio to {record.Baseline}: {string.Join("; ", words)}.", plot, SizeSweepPanel.Height, marks);
    }
}
