using Spectre.Console;
using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Terminal;

/// <summary>The answer of a session with many verdicts, on the terminal: ratio above verdict, by workload and candidate.</summary>
internal static class GlanceGrid
{
    /// <summary>Candidates side by side: five verdicts fit 80 columns.</summary>
    private const int Columns = 5;

    public static void Render(SessionRecord record, Glance glance, IAnsiConsole console)
    {
        console.WriteLine();
        console.MarkupLine($"[grey]against {Markup.Escape(record.Baseline)}; the verdicts as sentences are in the report[/]");
        foreach (var candidates in glance.Candidates.Chunk(Columns))
            console.Write(Part(glance.Workloads, candidates));
    }

    private static Grid Part(IReadOnlyList<WorkloadFigures> workloads, string[] candidates)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(1));
        foreach (var _ in candidates)
            grid.AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(1));
        grid.AddRow([new Text(""), .. candidates.Select(each => new Text(each))]);
        foreach (var workload in workloads)
        {
            grid.AddRow(
            [
                new Markup($"{Markup.Escape(workload.Label)}\n[grey]{MetricNames.Brief(Headlines.FirstOf(workload))}[/]"),
                .. candidates.Select(candidate => new Markup(Glance.Cell(workload, candidate) is { } cell
                    ? $"{Quantity.Plain.Ratio(cell.Ratio)}\n{VerdictList.Coloured(cell.Verdict)}"
                    : "[grey]not carried[/]")),
            ]);
        }
        return grid;
    }
}
