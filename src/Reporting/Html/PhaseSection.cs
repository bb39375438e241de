using System.Globalization;

namespace Wiretax.Reporting.Html;

/// <summary>The phases of each transfer: where its time went.</summary>
internal static class PhaseSection
{
    public static void Write(ReportPage page)
    {
        var (html, say) = (page.Html, ReportPage.Say);
        using (page.Section("phases", "Phases of a transfer"))
        {
            var transfers = page.Workloads.Where(each => each.Phases.Count > 0).ToList();
            if (transfers.Count == 0)
                page.Paragraph("No workload of this session is a transfer.");
            else
                page.Paragraph("Connect is SYN to the handshake's last ACK; first byte, request to first byte of the answer; transfer, first to last payload byte; "
                    + "teardown, the last payload byte to the last frame. Medians over the complete runs.", "note");
            foreach (var workload in transfers)
            {
                var table = new TableWriter(html);
                table.Write(
                    workload.Title,
                    () =>
                    {
                        using (html.Open("tr"))
                        {
                            table.TextHeads("Path");
                            table.Heads("Runs", "Connect", "First byte", "Transfer", "Teardown", "Retransmitted bytes", "Throughput", "Ratio", "Interval");
                        }
                    },
                    () =>
                    {
                        using (html.Open("tbody"))
                        {
                            foreach (var row in workload.Phases)
                            {
                                using (html.Open("tr"))
                                {
                                    LayerSection.RowHead(page, row.Path);
                                    table.Figure(row.Runs.ToString(CultureInfo.InvariantCulture), row.Runs);
                                    foreach (var seconds in new[] { row.Connect, row.FirstByte, row.Transfer, row.Teardown })
                                        table.Figure(say.Seconds(seconds), seconds);
                                    table.Figure(say.Count(row.RetransmittedBytes), row.RetransmittedBytes);
                                    table.Figure(say.BitRate(row.GoodputBitsPerSecond), row.GoodputBitsPerSecond);
                                    LayerSection.Ratio(table, row.GoodputRatio, row.Path == page.Record.Baseline);
                                }
                            }
                        }
                    });
            }
        }
    }
}
