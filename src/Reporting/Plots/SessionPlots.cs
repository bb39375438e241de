using System.Globalization;
using Wiretax.Analysis.Comparison;
using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Plots;

/// <summary>Every plot of a session, in the order of the report. A plot without anything to show is left out.</summary>
public static class SessionPlots
{
    public const string Bytes = "Bytes added by each layer";
    public const string Durations = "Durations";
    public const string RoundTrips = "Round-trip times";
    public const string Throughput = "Throughput";
    public const string OverTime = "Throughput over time";
    public const string Sizes = "Cost against size";
    public const string ScaleOut = "Scale-out";
    public const string Ratios = "Ratios to the baseline";

    private static readonly Quantity Say = Quantity.Typographic;

    public static IReadOnlyList<Panel> Of(SessionRecord record, IReadOnlyList<WorkloadFigures> workloads)
    {
        var styles = SeriesStyle.ForPaths(record);
        return
        [
            .. workloads.Select(each => OfBytes(each)).OfType<Panel>(),
            .. workloads.Where(each => !each.IsPing && each.Kind != "tcp").Select(each => OfDurations(each, record, styles)).OfType<Panel>(),
            .. workloads.Where(each => each.IsPing).Select(each => OfRoundTrips(each, record, styles)).OfType<Panel>(),
            .. workloads.Where(each => !each.IsPing).Select(each => OfThroughput(each, record, styles)).OfType<Panel>(),
            .. workloads.Where(each => !each.IsPing).Select(each => OfThroughputOverTime(each, styles)).OfType<Panel>(),
            .. SizeSweepPlots.Of(record, workloads, styles),
            .. ScaleOutPlots.Of(record, workloads, styles),
            .. workloads.Select(each => OfRatios(each, record, styles)).OfType<Panel>(),
        ];
    }

    private static Panel? OfBytes(WorkloadFigures workload)
    {
        var rows = workload.OwnBytes.Where(each => each.OverheadPerPayloadByte > 0).ToList();
        if (rows.Count == 0)
            return null;
        var (plot, marks) = BytesPanel.Draw(rows);
        var words = rows.Select(each => $"{each.Path} {Say.Share(each.OverheadPerPayloadByte)} ({Say.Count(each.LinkBytes)} link bytes for {Say.Count(each.PayloadBytes)} of payload)");
        return new Panel(Bytes, PlotFiles.Bytes + PlotFiles.Name(workload.Key), workload.Title,
            $"Bytes that headers and padding add to the payload, {workload.Title}: {string.Join("; ", words)}.", plot, BytesPanel.HeightOf(rows.Count), marks);
    }

    private static Panel? OfDurations(WorkloadFigures workload, SessionRecord record, IReadOnlyDictionary<string, SeriesStyle> styles) =>
        OfDots(workload, record, styles, Durations, PlotFiles.Durations, "application.duration", "First to last application byte",
            run => run.Summary?.Layers.FirstOrDefault(each => each.Layer == "application")?.Total.DurationSeconds,
            AxisScale.Seconds, Say.Seconds);

    private static Panel? OfThroughput(WorkloadFigures workload, SessionRecord record, IReadOnlyDictionary<string, SeriesStyle> styles)
    {
        var wire = workload.Runs.Max(each => each.WireBitsPerSecond);
        return OfDots(workload, record, styles, Throughput, PlotFiles.Throughput, "goodput", "Application throughput",
            run => run.GoodputBitsPerSecond, AxisScale.BitRate, Say.BitRate, wire is { } limit ? (limit, "wire") : null);
    }

    private static Panel? OfThroughputOverTime(WorkloadFigures workload, IReadOnlyDictionary<string, SeriesStyle> styles)
    {
        var curves = (from path in workload.Paths
                      from run in workload.CompleteRuns(path)
                      let bytes = run.Summary?.PayloadOverTime
                      where bytes is { Bytes.Count: > 1 }
                      select new TimeCurve(path, styles[path], bytes)).ToList();
        if (curves.Count == 0)
            return null;
        var words = curves.GroupBy(each => each.Name).Select(each => $"{each.Key} {each.Count()} runs of up to {Say.Seconds(each.Max(curve => curve.Bytes.Bytes.Count * curve.Bytes.BinSeconds))}");
        return new Panel(OverTime, PlotFiles.OverTime + PlotFiles.Name(workload.Key), workload.Title,
            $"Application throughput over time, {workload.Title}, every run a line: {string.Join("; ", words)}.",
            TimePanel.Draw(curves), TimePanel.Height, []);
    }

    private static Panel? OfDots(
        WorkloadFigures workload, SessionRecord record, IReadOnlyDictionary<string, SeriesStyle> styles, string group, string prefix,
        string metric, string axisTitle, Func<RunRecord, double?> value, Func<double, AxisScale> scale, Func<double?, string> text,
        (double, string)? limit = null)
    {
        var rows = (from path in workload.Paths
                    let runs = (from run in workload.CompleteRuns(path)
                                where value(run) is not null
                                select (string.Create(CultureInfo.InvariantCulture, $"run {run.Repetition}"), value(run)!.Value)).ToList()
                    where runs.Count > 0
                    let known = workload.MedianOf(path, record.Baseline, metric)
                    select new DotRow(path, styles[path], runs, known?.Median, known?.Low, known?.High)).ToList();
        if (rows.Count == 0)
            return null;

        var (plot, marks) = DotPanel.Draw(axisTitle, scale(rows.SelectMany(each => each.Runs).Max(each => each.Value)), rows, text, limit);
        var words = rows.Select(each => $"{each.Name} {(each.Median is null ? string.Join(", ", each.Runs.Select(run => text(run.Value))) : text(each.Median))}");
        return new Panel(group, prefix + PlotFiles.Name(workload.Key), workload.Title,
            $"{axisTitle}, {workload.Title}, every run a point, medians: {string.Join("; ", words)}.", plot, DotPanel.HeightOf(rows.Count), marks);
    }

    /// <summary>Where the capture holds the round trips, each of them; else every run's median by the generator's clock.</summary>
    private static Panel? OfRoundTrips(WorkloadFigures workload, SessionRecord record, IReadOnlyDictionary<string, SeriesStyle> styles)
    {
        if (workload.Runs.Any(each => RunRoundTrips.Of(each) is { IsByGenerator: true }))
        {
            return OfDots(workload, record, styles, RoundTrips, PlotFiles.RoundTrips, "rtt.median", "Median round trip by the generator's clock",
                run => RunRoundTrips.Of(run)?.Median, AxisScale.Seconds, Say.Seconds);
        }
        var series = (from path in workload.Paths
                      let samples = workload.CompleteRuns(path).SelectMany(each => RunRoundTrips.Of(each)?.Samples ?? []).ToList()
                      where samples.Any(each => each > 0)
                      select new RoundTripSeries(path, styles[path], samples, Answered([.. workload.CompleteRuns(path)]))).ToList();
        if (series.Count == 0)
            return null;
        var (plot, marks) = RoundTripPanel.Draw(series);
        var words = from echo in workload.Echo
                    where echo.RttMedian is not null
                    let share = series.FirstOrDefault(each => each.Name == echo.Path)?.Answered
                    select $"{echo.Path} {Say.Seconds(echo.RttMedian)}{(share < 1 ? $" ({Say.Share(share)} answered)" : "")}";
        return new Panel(RoundTrips, PlotFiles.RoundTrips + PlotFiles.Name(workload.Key), workload.Title,
            $"Share of echoes answered within a time, {workload.Title}; medians: {string.Join("; ", words)}.", plot, RoundTripPanel.Height, marks);
    }

    private static double Answered(IReadOnlyList<RunRecord> runs)
    {
        var requests = runs.Sum(each => each.Summary?.Echo?.Requests ?? 0);
        return requests == 0 ? 1 : 1 - (runs.Sum(each => each.Summary?.Echo?.Lost ?? 0) / (double)requests);
    }

    private static Panel? OfRatios(WorkloadFigures workload, SessionRecord record, IReadOnlyDictionary<string, SeriesStyle> styles)
    {
        var rows = (from metric in MetricNames.HeadlineOf(workload)
                    from entry in workload.Metrics
                    where entry.Metric.Metric == metric && entry.Metric.Ratio is > 0 && styles.ContainsKey(entry.Candidate)
                    select new RatioRow(MetricNames.Brief(metric), entry.Candidate, styles[entry.Candidate], entry.Metric)).ToList();
        if (rows.Count == 0)
            return null;
        var (plot, marks) = RatioPanel.Draw(record.Baseline, rows);
        return new Panel(Ratios, PlotFiles.Ratios + PlotFiles.Name(workload.Key), workload.Title,
            $"Ratios to {record.Baseline}, {workload.Title}: {string.Join("; ", rows.Select(RatioPanel.Describe))}.", plot,
            RatioPanel.HeightOf(rows.Select(each => each.Metric).Distinct().Count(), rows.Select(each => each.Candidate).Distinct().Count()), marks);
    }
}
