using System.Globalization;
using Wiretax.Reporting.Figures;

namespace Wiretax.Reporting.Html;

/// <summary>The verdicts as sentences, candidate by candidate, and every metric behind them.</summary>
internal static class VerdictSection
{
    public static void Write(ReportPage page)
    {
        var html = page.Html;
        using (page.Section("verdicts", "Verdicts"))
        {
            var headlines = Headlines.Of(page.Record, page.Workloads);
            if (headlines.Count == 0)
                page.Paragraph(SessionWords.WithoutVerdicts(page.Record));
            using (html.Open("div", ("class", "cards")))
            {
                foreach (var candidate in headlines.GroupBy(each => each.Candidate))
                    Card(page, candidate.Key, [.. candidate]);
            }
            if (page.Workloads.Any(each => each.Metrics.Count > 0))
                AllMetrics(page);
        }
    }

    private static void Card(ReportPage page, string candidate, IReadOnlyList<Headline> headlines)
    {
        var html = page.Html;
        using (html.Open("div", ("class", "card")))
        {
            using (html.Open("h3"))
            {
                page.PathName(candidate);
                using (html.Open("span", ("class", "against")))
                    html.Text(Headlines.IsControl(page.Record, candidate) ? $" against {page.Record.Baseline}, the same path: the noise of this session" : $" against {page.Record.Baseline}");
            }
            using (html.Open("ul", ("class", "verdicts")))
            {
                foreach (var headline in headlines)
                {
                    using (html.Open("li"))
                    {
                        Badge(html, headline.Result.Verdict);
                        using (html.Open("span", ("class", "sentence")))
                        {
                            html.Text(headline.Sentence + " ");
                            html.Element("span", Figures(headline), ("class", "evidence"));
                        }
                    }
                }
            }
        }
    }

    public static void Badge(HtmlWriter html, string verdict) => html.Element("span", verdict, ("class", $"badge {Tone(verdict)}"));

    private static string Figures(Headline headline) => headline.Result.Low is null
        ? ReportPage.Say.Ratio(headline.Result.Ratio)
        : $"{ReportPage.Say.Ratio(headline.Result.Ratio)} ({ReportPage.Say.RatioRange(headline.Result.Low, headline.Result.High)})";

    private static string Tone(string verdict) => verdict switch
    {
        "slower" or "more" => "worse",
        "faster" or "less" => "better",
        "equal" => "equal",
        _ => "open",
    };

    private static void AllMetrics(ReportPage page)
    {
        var html = page.Html;
        var table = new TableWriter(html);
        using (html.Open("details"))
        {
            html.Element("summary", "Every metric of the comparison");
            table.Write(
                "Medians over the complete runs, ratio to the baseline and its confidence interval.",
                () =>
                {
                    using (html.Open("tr"))
                    {
                        table.TextHeads("Path", "Workload", "Metric");
                        table.Heads("Baseline", "Candidate", "Ratio", "Interval", "Runs");
                        table.TextHeads("Verdict");
                    }
                },
                () =>
                {
                    using (html.Open("tbody"))
                    {
                        foreach (var workload in page.Workloads)
                        {
                            foreach (var (candidate, metric) in workload.Metrics)
                                Row(page, table, workload, candidate, metric);
                        }
                    }
                });
        }
    }

    private static void Row(
        ReportPage page, TableWriter table, WorkloadFigures workload, string candidate, Analysis.Comparison.MetricResult metric)
    {
        var (html, say) = (page.Html, ReportPage.Say);
        using (html.Open("tr"))
        {
            using (html.Open("th", ("scope", "row")))
                page.PathName(candidate);
            table.Text(workload.Label);
            table.Text(metric.Metric);
            table.Figure(say.Of(metric.Baseline, metric.Unit), metric.Baseline);
            table.Figure(say.Of(metric.Candidate, metric.Unit), metric.Candidate);
            table.Figure(say.Ratio(metric.Ratio), metric.Ratio);
            table.Figure(say.RatioRange(metric.Low, metric.High), metric.Low, "");
            table.Figure(metric.Runs.ToString(CultureInfo.InvariantCulture), metric.Runs);
            using (html.Open("td", ("title", metric.Sentence)))
                Badge(html, metric.Verdict);
        }
    }
}
