using System.Globalization;
using Wiretax.Reporting.Figures;

namespace Wiretax.Reporting.Html;

/// <summary>What processors did while bytes moved: those of the machine that the session ran on, and those of guests.</summary>
internal static class ProcessorTables
{
    /// <summary>Of a machine with more processors those are named that were busiest.</summary>
    private const int MostCores = 8;

    private static readonly string[] Shares = ["User", "System", "Softirq", "Steal", "Busy"];

    public static void Write(ReportPage page)
    {
        var all = page.Workloads.SelectMany(workload => workload.Load.Where(each => each.Runs > 0).Select(load => (workload, load))).ToList();
        if (all.Count == 0)
            return;
        page.Html.Element("h3", "Processors of the machine that the session ran on");
        page.Paragraph("Shares of the time from just before the traffic to just after it, medians over the complete runs. The peer runs on this machine, "
            + "and unless a path leads to another one so does the system under test or its hypervisor; whatever else ran there counts too.", "note");
        Machine(page, all);

        var guests = all.Where(each => each.load.Guests is not null).ToList();
        if (guests.Count == 0)
            return;
        page.Html.Element("h3", "Processors of the systems under test, by their own counters");
        page.Paragraph("Through the agent in each guest or other machine. A guest does not see the time that its hypervisor waits for a processor: it counts "
            + "as whatever the guest was doing.", "note");
        Guests(page, guests);
    }

    private static void Machine(ReportPage page, List<(WorkloadFigures Workload, LoadFigure Load)> all)
    {
        var table = new TableWriter(page.Html);
        table.Write(
            "All processors of this machine together, and each of them",
            () =>
            {
                using (page.Html.Open("tr"))
                {
                    table.TextHeads("Path", "Workload");
                    table.Heads(["Runs", .. Shares]);
                    table.TextHeads("Each: busy, of it softirqs");
                }
            },
            () =>
            {
                using (page.Html.Open("tbody"))
                {
                    foreach (var (workload, load) in all)
                    {
                        using (page.Html.Open("tr"))
                        {
                            Start(page, table, workload, load);
                            Figures(table, load.Machine);
                            table.Text(Cores(load));
                        }
                    }
                }
            });
    }

    private static void Guests(ReportPage page, List<(WorkloadFigures Workload, LoadFigure Load)> all)
    {
        var table = new TableWriter(page.Html);
        table.Write(
            "Processors of all systems under test together, and of the busiest one",
            () =>
            {
                using (page.Html.Open("tr"))
                {
                    table.TextHeads("Path", "Workload");
                    table.Heads(["Runs", "Systems", .. Shares, "Busiest system"]);
                }
            },
            () =>
            {
                using (page.Html.Open("tbody"))
                {
                    foreach (var (workload, load) in all)
                    {
                        using (page.Html.Open("tr"))
                        {
                            Start(page, table, workload, load);
                            table.Figure(load.GuestCount.ToString(CultureInfo.InvariantCulture), load.GuestCount);
                            Figures(table, load.Guests!);
                            table.Figure(ReportPage.Say.Share(load.BusiestGuest), load.BusiestGuest);
                        }
                    }
                }
            });
    }

    private static void Start(ReportPage page, TableWriter table, WorkloadFigures workload, LoadFigure load)
    {
        LayerSection.RowHead(page, load.Path);
        table.Text(workload.Label);
        table.Figure(load.Runs.ToString(CultureInfo.InvariantCulture), load.Runs);
    }

    private static void Figures(TableWriter table, ProcessorFigure figure)
    {
        foreach (var share in new[] { figure.User, figure.System, figure.Soft, figure.Steal, figure.Busy })
            table.Figure(ReportPage.Say.Share(share), share);
    }

    private static string Cores(LoadFigure load)
    {
        var shown = load.Cores.Count <= MostCores ? load.Cores : [.. load.Cores.OrderByDescending(each => each.Busy).Take(MostCores).OrderBy(each => each.Processor)];
        return string.Join("; ", shown.Select(each => string.Create(CultureInfo.InvariantCulture,
            $"{each.Processor}: {ReportPage.Say.Share(each.Busy)}, {ReportPage.Say.Share(each.Soft)}")));
    }
}
