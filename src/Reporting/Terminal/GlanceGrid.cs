using Spectre.Console;
using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Terminal;

/// <summary>The answer of a session with many verdicts, on the terminal: ratio above verdict, by workload and candidate.</summary>
internal static class GlanceGrid
{
    public static void Render(SessionRecord record, Glance glance, IAnsiConsole console)
    {
        console.WriteLine();
        console.MarkupLine($"[grey]against {Markup.Escape(record.Baseline)}; the verdicts as sentences are in the report[/]");
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2));
        foreach (var _ in glance.Candidates)
            grid.AddColumn(new GridColumn().PadRight(1));
        grid.AddRow([new Text(""), .. glance.Candidates.Select(each => new Text(each))]);
        foreach (var workload in glance.Workloads)
        {
            grid.AddRow(
            [
                new Markup($"{Markup.Escape(workload.Label)}\n[grey]{MetricNames.Brief(Headlines.FirstOf(workload))}[/]"),
                .. glance.Candidates.Select(candidate => new Markup(Glance.Cell(workload, candidate) is { } cell
                    ? $"{Quantity.Plain.Ratio(cell.Ratio)}\n{VerdictList.Coloured(cell.Verdict)}"
                    : "[grey]not carried[/]")),
            ]);
        }
        console.Write(grid);
    }
}
