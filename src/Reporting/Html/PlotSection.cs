using Wiretax.Reporting.Plots;

namespace Wiretax.Reporting.Html;

/// <summary>The plots, group by group, side by side where there is room.</summary>
internal static class PlotSection
{
    public static void Write(ReportPage page)
    {
        var html = page.Html;
        using (page.Section("plots", "Plots"))
        {
            var panels = page.Panels.Where(each => each.Group != SessionPlots.ScaleOut || !ScaleOutSection.IsIn(page)).ToList();
            if (panels.Count == 0)
                page.Paragraph("No complete run has anything to plot.");
            foreach (var group in panels.GroupBy(each => each.Group))
            {
                html.Element("h3", group.Key);
                page.Paragraph(Explain(group.Key), "note");
                Figures(page, group);
            }
        }
    }

    /// <summary>Side by side where there is room.</summary>
    public static void Figures(ReportPage page, IEnumerable<Panel> panels)
    {
        var html = page.Html;
        using (html.Open("div", ("class", "plots")))
        {
            foreach (var panel in panels)
            {
                using (html.Open("figure"))
                {
                    html.Element("figcaption", panel.Title);
                    html.OwnMarkup(panel.InlineSvg());
                }
            }
        }
    }

    private static string Explain(string group) => group switch
    {
        SessionPlots.Bytes => "What headers and padding add to each byte of payload, both directions together, from the payload outwards.",
        SessionPlots.Durations => "Every complete run is a point; the upright line is the median, the bar across it its confidence interval.",
        SessionPlots.RoundTrips => "The share of echoes that were answered within a time; further left is faster. Every echo is a step. Of pings that the system under test sends the capture at the peer shows no round trip: there every point is a run, its median by the generator's own clock.",
        SessionPlots.Throughput => "Application bytes over the time in which they moved. Every complete run is a point; line and bar are median and interval.",
        SessionPlots.OverTime => "Application bytes of each moment, both directions together, as a rate; time counts from the run's first byte. Every complete run is a line.",
        SessionPlots.Sizes => "First to last application byte, as a ratio to the baseline, by the size of the file. What a path costs once a transfer weighs less as transfers grow; what it costs for each byte stays.",
        SessionPlots.ScaleOut => "Throughput of all pairs together against their number. Small marks are runs, the line joins the medians, the upright bars are their intervals.",
        _ => "Medians over the baseline's, with the confidence interval of the ratio. Where an interval crosses the dashed line, these runs leave open whether there is a difference.",
    };
}
