using System.Globalization;
using Wiretax.Reporting.Figures;

namespace Wiretax.Reporting.Html;

/// <summary>The Workstation study's tables: ping, then for each transfer a layer after the other.</summary>
internal static class LayerSection
{
    public static void Write(ReportPage page)
    {
        using (page.Section("layers", "Layer by layer"))
        {
            if (page.Workloads.Count == 0)
                page.Paragraph("There are no runs.");
            else
                page.Paragraph("Medians over the complete runs. Frames and bytes as captured at the peer: tx is sent by it, rx received. "
                    + $"The last columns compare with {page.Record.Baseline}: bytes in percent, time as a ratio with its interval.", "note");
            foreach (var workload in page.Workloads)
            {
                page.Html.Element("h3", workload.Title);
                if (workload.IsPing)
                    Echo(page, workload);
                Layers(page, workload);
            }
            AttributionSection.Write(page);
        }
    }

    private static void Echo(ReportPage page, WorkloadFigures workload)
    {
        var (html, say) = (page.Html, ReportPage.Say);
        var table = new TableWriter(html);
        table.Write(
            workload.Direction == "rx" ? "Requests and round-trip times, the latter by the generator's clock at the system under test" : "Requests and round-trip times",
            () =>
            {
                using (html.Open("tr"))
                {
                    table.TextHeads("Path");
                    table.Heads("Runs", "Requests", "Replies", "Lost", "Request bytes", "Requests last", "RTT min", "RTT median", "RTT p99", "RTT ratio");
                    table.Heads("Interval");
                }
            },
            () =>
            {
                using (html.Open("tbody"))
                {
                    foreach (var row in workload.Echo)
                    {
                        using (html.Open("tr"))
                        {
                            RowHead(page, row.Path);
                            table.Figure(row.Runs.ToString(CultureInfo.InvariantCulture), row.Runs);
                            foreach (var count in new[] { row.Requests, row.Replies, row.Lost, row.RequestBytes })
                                table.Figure(say.Count(count), count);
                            foreach (var seconds in new[] { row.RequestSeconds, row.RttMin, row.RttMedian, row.RttP99 })
                                table.Figure(say.Seconds(seconds), seconds);
                            Ratio(table, row.RttRatio, row.Path == page.Record.Baseline);
                        }
                    }
                }
            });
    }

    private static void Layers(ReportPage page, WorkloadFigures workload)
    {
        var html = page.Html;
        var table = new TableWriter(html);
        var withTime = workload.Layers.Any(layer => layer.Rows.Any(each => each.DurationRatio?.Ratio is not null));
        table.Write(
            "Frames, bytes and duration at each layer",
            () =>
            {
                using (html.Open("tr"))
                {
                    html.Element("th", "", ("colspan", "2"));
                    table.HeadOver("Frames", 3);
                    table.HeadOver("Bytes", 3);
                    html.Element("th", "");
                    table.HeadOver($"Against {page.Record.Baseline}", withTime ? 3 : 1);
                }
                using (html.Open("tr"))
                {
                    table.TextHeads("Path");
                    table.Heads("Runs");
                    table.Heads("tx", "rx", "total", "tx", "rx", "total", "Duration", "Bytes");
                    if (withTime)
                        table.Heads("Time", "Interval");
                }
            },
            () =>
            {
                foreach (var layer in workload.Layers)
                    Layer(page, table, layer, withTime);
            });
    }

    private static void Layer(ReportPage page, TableWriter table, LayerTable layer, bool withTime)
    {
        var (html, say) = (page.Html, ReportPage.Say);
        using (html.Open("tbody"))
        {
            using (html.Open("tr", ("class", "group")))
                html.Element("th", Capital(layer.Layer), ("scope", "rowgroup"), ("colspan", withTime ? "12" : "10"));
            foreach (var row in layer.Rows)
            {
                using (html.Open("tr"))
                {
                    RowHead(page, row.Path);
                    table.Figure(row.Runs.ToString(CultureInfo.InvariantCulture), row.Runs);
                    foreach (var frames in new[] { row.Tx.Frames, row.Rx.Frames, row.Total.Frames, row.Tx.Bytes, row.Rx.Bytes, row.Total.Bytes })
                        table.Figure(say.Count(frames), frames);
                    table.Figure(say.Seconds(row.Total.Seconds), row.Total.Seconds);
                    if (row.Path == page.Record.Baseline)
                        table.Text("", "figure");
                    else
                        table.Figure(say.Difference(row.BytesRatio?.Ratio), row.BytesRatio?.Ratio, row.BytesRatio?.Verdict);
                    if (withTime)
                        Ratio(table, row.DurationRatio, row.Path == page.Record.Baseline);
                }
            }
        }
    }

    public static void Ratio(TableWriter table, RatioFigure? ratio, bool isBaseline)
    {
        if (isBaseline)
        {
            table.Text("", "figure");
            table.Text("", "figure");
            return;
        }
        table.Figure(ReportPage.Say.Ratio(ratio?.Ratio), ratio?.Ratio, ratio?.Verdict);
        table.Figure(ReportPage.Say.RatioRange(ratio?.Low, ratio?.High), ratio?.Low, "");
    }

    public static void RowHead(ReportPage page, string path)
    {
        using (page.Html.Open("th", ("scope", "row")))
            page.PathName(path);
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
