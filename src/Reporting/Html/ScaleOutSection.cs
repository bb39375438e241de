using System.Globalization;
using Wiretax.Reporting.Figures;
using Wiretax.Reporting.Plots;

namespace Wiretax.Reporting.Html;

/// <summary>The scale-out study's two figures, and the figures behind them. Left out where no pairs ran side by side.</summary>
internal static class ScaleOutSection
{
    public const string Id = "scale-out";

    public static bool IsIn(ReportPage page) => page.ScaleOut.Count > 0;

    public static void Write(ReportPage page)
    {
        if (!IsIn(page))
            return;
        using (page.Section(Id, "Scale-out"))
        {
            page.Paragraph(
                "All pairs of a run start at one moment, and only the time in which all of them are active counts. Throughput is that of all pairs "
                + "together, in application bytes; medians over the complete runs, the start skew the worst of any run. What a wire can carry in "
                + "application bytes is worked out from its rate, the MTU and the headers. Fairness is Jain's index over the pairs: 1 when all are equal.", "note");
            var panels = page.Panels.Where(each => each.Group == SessionPlots.ScaleOut).ToList();
            if (panels.Count > 0)
                PlotSection.Figures(page, panels);
            foreach (var group in page.ScaleOut)
                Table(page, group);
        }
    }

    private static void Table(ReportPage page, ScaleOutGroup group)
    {
        var html = page.Html;
        var table = new TableWriter(html);
        var hasWire = group.Rows.Any(each => each.Wire is not null);
        table.Write(
            $"Throughput by the number of pairs: {group.Title}",
            () =>
            {
                using (html.Open("tr"))
                {
                    table.TextHeads("Path");
                    table.Heads("Pairs", "Runs", "Throughput");
                    if (hasWire)
                        table.Heads("Wire speed", "Of wire speed", "Wire carries", "Of that");
                    table.Heads("Fairness", "Worst start skew");
                    table.TextHeads("Held back by");
                }
            },
            () =>
            {
                using (html.Open("tbody"))
                {
                    foreach (var row in group.Rows)
                        Row(page, table, row, hasWire);
                }
            });
    }

    private static void Row(ReportPage page, TableWriter table, ScaleOutFigure row, bool hasWire)
    {
        var say = ReportPage.Say;
        using (page.Html.Open("tr"))
        {
            LayerSection.RowHead(page, row.Path);
            table.Figure(row.Pairs.ToString(CultureInfo.InvariantCulture), row.Pairs);
            table.Figure(row.Runs.ToString(CultureInfo.InvariantCulture), row.Runs);
            table.Figure(say.BitRate(row.Goodput), row.Goodput);
            if (hasWire)
            {
                table.Figure(say.BitRate(row.Wire), row.Wire);
                table.Figure(say.Share(row.ShareOfWire), row.ShareOfWire);
                table.Figure(say.BitRate(row.WirePayload), row.WirePayload);
                table.Figure(say.Share(row.ShareOfPayload), row.ShareOfPayload);
            }
            table.Figure(say.Index(row.Fairness), row.Fairness);
            table.Figure(say.Seconds(row.WorstSkew), row.WorstSkew);
            table.Text(row.Bottleneck?.Answer ?? Quantity.Unknown);
        }
    }
}
