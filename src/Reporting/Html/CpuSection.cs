using System.Globalization;

namespace Wiretax.Reporting.Html;

/// <summary>CPU time by side: which side was busy while the bytes moved.</summary>
internal static class CpuSection
{
    public static void Write(ReportPage page)
    {
        var (html, say) = (page.Html, ReportPage.Say);
        using (page.Section("cpu", "CPU time by side"))
        {
            var known = page.Workloads.Where(each => each.Cpu.Count > 0).ToList();
            page.Paragraph(
                known.Count == 0
                    ? "No run knows the CPU time that it took."
                    : "Time on a processor during one transfer, medians over the complete runs. A side that is busy for as long as the transfer lasts "
                        + "is its bottleneck; a hypervisor's time includes its guest's.",
                known.Count == 0 ? null : "note");
            foreach (var workload in known)
            {
                var table = new TableWriter(html);
                table.Write(
                    workload.Title,
                    () =>
                    {
                        using (html.Open("tr"))
                        {
                            table.TextHeads("Path");
                            table.Heads("Runs", "Peer", "System under test", "Hypervisor", "Transfer lasts");
                        }
                    },
                    () =>
                    {
                        using (html.Open("tbody"))
                        {
                            foreach (var row in workload.Cpu)
                            {
                                using (html.Open("tr"))
                                {
                                    LayerSection.RowHead(page, row.Path);
                                    table.Figure(row.Runs.ToString(CultureInfo.InvariantCulture), row.Runs);
                                    foreach (var seconds in new[] { row.Peer, row.SystemUnderTest, row.Hypervisor, row.TransferSeconds })
                                        table.Figure(say.Seconds(seconds), seconds);
                                }
                            }
                        }
                    });
            }
        }
    }
}
