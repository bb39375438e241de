using System.Globalization;
using Wiretax.Analysis.Comparison;
using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Html;

/// <summary>How the experiment was laid out, what disturbed it, and what capturing itself cost.</summary>
internal static class DesignSection
{
    public static void Write(ReportPage page)
    {
        using (page.Section("design", "Design of the experiment"))
        {
            ConfigurationSection.Facts(page, Facts(page.Record));
            if (page.Record.ObserverEffects.Count > 0)
                ObserverEffects(page);
            Order(page);
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Facts(SessionRecord record)
    {
        var say = ReportPage.Say;
        yield return new("baseline", record.Baseline);
        foreach (var control in record.Paths.Where(each => each.ControlOf is not null))
            yield return new("control", $"{control.Name} is {control.ControlOf} once more: their difference is the noise of the session");
        if (record.Design is { } design)
        {
            yield return new("blocks", string.Create(CultureInfo.InvariantCulture,
                $"{design.Blocks}, each with every path, workload and direction once, in shuffled order (between {design.Minimum} and {design.Maximum} were allowed)"));
            yield return new("precision", Precision(design));
        }
        if (record.Comparison is { } comparison)
        {
            yield return new("intervals", string.Create(CultureInfo.InvariantCulture,
                $"each at {say.Share(Confidence(comparison))} confidence{(comparison.Tests > 0 ? $"; the verdicts are corrected for {comparison.Tests} comparisons (Holm)" : "")}"));
            yield return new("equal means", comparison.EqualityMargin > 0 ? $"within ±{say.Share(comparison.EqualityMargin)}, the whole interval" : null);
            yield return new("smallest difference that could be seen", Detectable(record));
        }
        yield return new("warm-up", string.Create(CultureInfo.InvariantCulture, $"{record.WarmUp} for each path and workload, not counted"));
        yield return new("seed of the order", record.Seed?.ToString(CultureInfo.InvariantCulture));
        yield return new("session took", say.Seconds(Math.Round(record.DurationSeconds, 1)));
        if (record.Disturbance is { } disturbance)
        {
            yield return new("CPU time stolen by a hypervisor below", say.Share(disturbance.StealShare));
            yield return new("highest load while the session rested", say.Share(disturbance.HighestRestingLoad));
            yield return new("clock of the processors", disturbance.LowestMegahertz is null ? null : string.Create(CultureInfo.InvariantCulture,
                $"{disturbance.LowestMegahertz:0} to {disturbance.HighestMegahertz:0} MHz"));
        }
    }

    /// <summary>The metrics' own level where the comparison leaves it out; null where they do too.</summary>
    private static double? Confidence(ComparisonResult comparison) => comparison.Candidates
        .SelectMany(each => each.Metrics ?? []).Select(each => each.Confidence).Prepend(comparison.Confidence)
        .Where(each => each > 0).Select(each => (double?)each).FirstOrDefault();

    private static string MainMetric(SessionRecord record, string workload) =>
        record.Workloads.FirstOrDefault(each => each.Name == workload)?.Kind switch
        {
            "ping" => "rtt.median",
            "http" => "application.duration",
            _ => "goodput",
        };

    /// <summary>In the metric that each workload is made for; a difference beyond a doubling is said as such.</summary>
    private static string? Detectable(SessionRecord record)
    {
        var all = (from candidate in record.Comparison!.Candidates
                   from metric in candidate.Metrics ?? []
                   where metric.SmallestDetectable is not null && metric.Metric == MainMetric(record, metric.Workload)
                   let difference = metric.SmallestDetectable > 1 ? "more than a doubling" : ReportPage.Say.Share(metric.SmallestDetectable)
                   select $"{difference} in {MetricNames.Brief(metric.Metric)} of {metric.Workload} {metric.Direction} ({candidate.Name})").ToList();
        return all.Count == 0 ? null : string.Join("; ", all);
    }

    private static string Precision(DesignRecord design) => design switch
    {
        { Precision: null } => "none was asked for; the number of blocks was fixed",
        { PrecisionReached: true } => $"intervals within ±{ReportPage.Say.Share(design.Precision)} were asked for, and reached",
        _ => string.Create(CultureInfo.InvariantCulture,
            $"intervals within ±{ReportPage.Say.Share(design.Precision)} were asked for, and not reached; it would take some {design.BlocksNeeded?.ToString(CultureInfo.InvariantCulture) ?? "more"} blocks"),
    };

    private static void ObserverEffects(ReportPage page)
    {
        var (html, say) = (page.Html, ReportPage.Say);
        var table = new TableWriter(html);
        html.Element("h3", "What capturing costs");
        table.Write(
            "The same transfer with and without a capture, by the generator's own clock",
            () =>
            {
                using (html.Open("tr"))
                {
                    table.TextHeads("Path");
                    table.TextHeads("Workload");
                    table.Heads("Runs", "Captured", "Not captured", "Ratio", "Interval");
                }
            },
            () =>
            {
                using (html.Open("tbody"))
                {
                    foreach (var effect in page.Record.ObserverEffects)
                    {
                        using (html.Open("tr"))
                        {
                            LayerSection.RowHead(page, effect.Path);
                            table.Text($"{effect.Workload} {effect.Direction}");
                            table.Figure(effect.Runs.ToString(CultureInfo.InvariantCulture), effect.Runs);
                            table.Figure(say.BitRate(effect.Captured), effect.Captured);
                            table.Figure(say.BitRate(effect.Uncaptured), effect.Uncaptured);
                            table.Figure(say.Ratio(effect.Ratio), effect.Ratio);
                            table.Figure(say.RatioRange(effect.Low, effect.High), effect.Low, "");
                        }
                    }
                }
            });
    }

    private static void Order(ReportPage page)
    {
        if (page.Record.Runs.Count == 0)
            return;
        using (page.Html.Open("details"))
        {
            page.Html.Element("summary", "The order in which the runs were made");
            using (page.Html.Open("ol", ("class", "order")))
            {
                foreach (var run in page.Record.Runs)
                {
                    using (page.Html.Open("li"))
                        page.Html.Text(string.Create(CultureInfo.InvariantCulture, $"block {run.Repetition}: {run.Path}, {run.Workload} {run.Direction}"));
                }
            }
        }
    }
}
