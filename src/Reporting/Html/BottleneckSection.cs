namespace Wiretax.Reporting.Html;

/// <summary>Which side held each transfer back, with the evidence.</summary>
internal static class BottleneckSection
{
    public static void Write(ReportPage page)
    {
        var answers = (from workload in page.Workloads
                       from path in workload.Paths
                       let found = workload.Bottleneck(path)
                       where found is not null
                       select (workload, path, found)).ToList();
        if (answers.Count == 0)
            return;

        var html = page.Html;
        html.Element("h3", "Which side held it back");
        page.Paragraph(
            "The answer of most runs, and the evidence of the one among them whose throughput is the median. A full wire comes first; then a program or a "
            + "hypervisor's thread that never leaves a processor; then processors that are all in use, which both sides share on one machine; then a receiver "
            + "that shuts its window.", "note");
        var table = new TableWriter(html);
        table.Write(
            "What held each path back",
            () =>
            {
                using (html.Open("tr"))
                    table.TextHeads("Path", "Workload", "Held back by", "Evidence");
            },
            () =>
            {
                using (html.Open("tbody"))
                {
                    foreach (var (workload, path, found) in answers)
                    {
                        using (html.Open("tr"))
                        {
                            LayerSection.RowHead(page, path);
                            table.Text(workload.Label);
                            table.Text(found.Answer);
                            table.Text(found.Why, "prose");
                        }
                    }
                }
            });
    }
}
