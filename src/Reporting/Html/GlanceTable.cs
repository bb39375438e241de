using Wiretax.Reporting.Figures;

namespace Wiretax.Reporting.Html;

/// <summary>The answer of a session with many verdicts: ratio and verdict by workload and candidate.</summary>
internal static class GlanceTable
{
    public static void Write(ReportPage page, Glance glance)
    {
        var html = page.Html;
        var table = new TableWriter(html);
        table.Write(
            $"Against {page.Record.Baseline}: ratio and verdict, by workload and path. Each verdict's sentence is below.",
            () =>
            {
                using (html.Open("tr"))
                {
                    table.TextHeads("Workload", "Metric");
                    foreach (var candidate in glance.Candidates)
                    {
                        using (html.Open("th", ("scope", "col")))
                            page.PathName(candidate);
                    }
                }
            },
            () =>
            {
                using (html.Open("tbody"))
                {
                    foreach (var workload in glance.Workloads)
                        Row(page, table, glance, workload);
                }
            });
    }

    private static void Row(ReportPage page, TableWriter table, Glance glance, WorkloadFigures workload)
    {
        var html = page.Html;
        using (html.Open("tr"))
        {
            html.Element("th", workload.Label, ("scope", "row"));
            table.Text(MetricNames.Brief(Headlines.FirstOf(workload)));
            foreach (var candidate in glance.Candidates)
            {
                if (Glance.Cell(workload, candidate) is not { } cell)
                {
                    table.Text("not carried", "unknown");
                    continue;
                }
                using (html.Open("td", ("title", cell.Sentence)))
                {
                    html.Text(ReportPage.Say.Ratio(cell.Ratio) + " ");
                    VerdictSection.Badge(html, cell.Verdict);
                }
            }
        }
    }
}
