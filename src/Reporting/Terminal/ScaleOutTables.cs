using System.Globalization;
using Spectre.Console;
using Wiretax.Reporting.Figures;

namespace Wiretax.Reporting.Terminal;

/// <summary>Throughput by the number of pairs, a table for each direction; and what held transfers back.</summary>
internal static class ScaleOutTables
{
    private static readonly Quantity Say = Quantity.Plain;

    public static void Render(IReadOnlyList<WorkloadFigures> workloads, IAnsiConsole console)
    {
        foreach (var group in ScaleOutFigures.Of(workloads))
        {
            console.WriteLine();
            console.MarkupLine($"[bold]scale-out: {Markup.Escape(group.Title)}[/]  [grey]share: of what the wire can carry[/]");
            console.Write(Table(group));
        }
    }

    /// <summary>One line a path and workload that ran alone; those of pairs stand in their table.</summary>
    public static void RenderBottlenecks(IReadOnlyList<WorkloadFigures> workloads, IAnsiConsole console)
    {
        var answers = (from workload in workloads
                       where workload.Runs.All(each => each.PairRecords.Count == 0)
                       from path in workload.Paths
                       let found = workload.Bottleneck(path)
                       where found is not null
                       select $"  {path}, {workload.Label}: {Short(found)}").ToList();
        if (answers.Count == 0)
            return;
        console.WriteLine();
        console.MarkupLine("[bold]what held transfers back[/]  [grey]the evidence is in the report[/]");
        answers.ForEach(console.WriteLine);
    }

    private static Table Table(ScaleOutGroup group)
    {
        var table = WorkloadTables.New("", "pairs", "throughput", "share", "fairness", "worst skew", "held back by");
        // Where it is narrow, the answer is what wraps.
        table.Columns[0].NoWrap = true;
        table.Columns[^1].NoWrap = false;
        foreach (var row in group.Rows)
        {
            table.AddRow(
                new Text(" " + row.Path), Cell(row.Pairs.ToString(CultureInfo.InvariantCulture)), Cell(Say.BitRate(row.Goodput)),
                Cell(Say.Share(row.ShareOfPayload)), Cell(Say.Index(row.Fairness)), Cell(Say.Seconds(row.WorstSkew)), Cell(Short(row.Bottleneck)));
        }
        return table;
    }

    private static string Short(BottleneckFigure? found) => found?.Answer ?? Quantity.Unknown;

    private static Text Cell(string text) => new(text);
}
