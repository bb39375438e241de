using System.Globalization;

namespace Wiretax.Reporting.Html;

/// <summary>CPU time by side, what processors and interrupts did, and which side held a transfer back.</summary>
internal static class CpuSection
{
    private static readonly string[] Guests = ["Of it user", "Of it system", "Busiest thread"];

    public static void Write(ReportPage page)
    {
        var (html, say) = (page.Html, ReportPage.Say);
        using (page.Section("cpu", "CPU time by side"))
        {
            BottleneckSection.Write(page);
            var known = page.Workloads.Where(each => each.Cpu.Count > 0).ToList();
            if (known.Count > 0)
                html.Element("h3", "Programs at both ends");
            page.Paragraph(
                known.Count == 0
                    ? "No run knows the CPU time that it took."
                    : "Time on a processor during one transfer, medians over the complete runs. A hypervisor's time includes its guest's, and is that of all guests; "
                        + "its busiest thread is a virtual processor or the one for input and output, and is not known where its processes take turns. "
                        + "CPU per gigabyte is that of both ends' programs, with the hypervisor for a guest.",
                known.Count == 0 ? null : "note");
            foreach (var workload in known)
            {
                var table = new TableWriter(html);
                var hasGuests = workload.Cpu.Any(each => each.HypervisorUser is not null);
                table.Write(
                    workload.Title,
                    () =>
                    {
                        using (html.Open("tr"))
                        {
                            table.TextHeads("Path");
                            table.Heads(["Runs", "Peer", "System under test", "Hypervisor", .. hasGuests ? Guests : [], "CPU per gigabyte", "Transfer lasts"]);
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
                                    double?[] guests = hasGuests ? [row.HypervisorUser, row.HypervisorSystem, row.BusiestThread] : [];
                                    foreach (var seconds in (double?[])[row.Peer, row.SystemUnderTest, row.Hypervisor, .. guests])
                                        table.Figure(say.Seconds(seconds), seconds);
                                    table.Figure(say.Of(row.PerGigabyte, "s/GB"), row.PerGigabyte);
                                    table.Figure(say.Seconds(row.TransferSeconds), row.TransferSeconds);
                                }
                            }
                        }
                    });
            }
            ProcessorTables.Write(page);
            InterruptTable.Write(page);
        }
    }
}
