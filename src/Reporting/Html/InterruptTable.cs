using System.Globalization;
using Wiretax.Reporting.Figures;

namespace Wiretax.Reporting.Html;

/// <summary>Which processor took which interrupts (the scale-out study found all of them on one), and what NICs counted.</summary>
internal static class InterruptTable
{
    public static void Write(ReportPage page)
    {
        var all = InterruptFigures.Of(page.Workloads);
        if (all.Count == 0)
            return;
        var html = page.Html;
        html.Element("h3", "Interrupt placement and NICs");
        page.Paragraph("How often each interrupt came to each processor during one run, with the processors that may take it: the most frequent, those of network "
            + "devices, and the network's softirqs (NET_RX, NET_TX), which is where frames are worked on.", "note");
        foreach (var path in all.GroupBy(each => each.Run.Path))
        {
            using (html.Open("details"))
            {
                html.Element("summary", path.Key);
                foreach (var figure in path)
                {
                    Table(page, figure);
                    if (figure.Interfaces.Count > 0)
                        Interfaces(page, figure);
                }
            }
        }
    }

    private static string Title(InterruptFigure figure) => string.Create(CultureInfo.InvariantCulture,
        $"{figure.Run.Path}, {figure.Run.Workload} {figure.Run.Direction}, run {figure.Run.Repetition}: {figure.Machine}");

    private static void Interfaces(ReportPage page, InterruptFigure figure)
    {
        var html = page.Html;
        var table = new TableWriter(html);
        table.Write(
            $"{Title(figure)}: what its interfaces counted, that of the management link among them",
            () =>
            {
                using (html.Open("tr"))
                {
                    table.TextHeads("Interface");
                    table.Heads("Received frames", "Bytes", "Errors", "Drops", "Sent frames", "Bytes", "Errors", "Drops");
                }
            },
            () =>
            {
                using (html.Open("tbody"))
                {
                    foreach (var each in figure.Interfaces)
                    {
                        using (html.Open("tr"))
                        {
                            html.Element("th", each.Name, ("scope", "row"));
                            foreach (var count in new[] { each.ReceivedPackets, each.ReceivedBytes, each.ReceivedErrors, each.ReceivedDrops, each.SentPackets, each.SentBytes, each.SentErrors, each.SentDrops })
                                table.Figure(ReportPage.Say.Count(count), count);
                        }
                    }
                }
            });
    }

    private static void Table(ReportPage page, InterruptFigure figure)
    {
        var html = page.Html;
        var table = new TableWriter(html);
        table.Write(
            Title(figure),
            () =>
            {
                using (html.Open("tr"))
                {
                    table.TextHeads("Interrupt", "Of", "May go to");
                    for (var processor = 0; processor < figure.Processors; processor++)
                        table.Heads(string.Create(CultureInfo.InvariantCulture, $"Processor {processor}"));
                }
            },
            () =>
            {
                using (html.Open("tbody"))
                {
                    foreach (var interrupt in figure.Interrupts)
                    {
                        using (html.Open("tr"))
                        {
                            html.Element("th", interrupt.Name, ("scope", "row"));
                            table.Text(interrupt.Description);
                            table.Text(interrupt.Affinity ?? Quantity.Unknown);
                            for (var processor = 0; processor < figure.Processors; processor++)
                            {
                                var count = interrupt.ByProcessor.Count > processor ? interrupt.ByProcessor[processor] : (double?)null;
                                table.Figure(ReportPage.Say.Count(count), count);
                            }
                        }
                    }
                }
            });
    }
}
