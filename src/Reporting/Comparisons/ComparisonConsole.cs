using System.Globalization;
using Spectre.Console;
using Wiretax.Analysis.Comparison;
using Wiretax.Reporting.Terminal;

namespace Wiretax.Reporting.Comparisons;

/// <summary>A comparison on the terminal: what each candidate costs in sentences, then every metric, then the doubts.</summary>
public static class ComparisonConsole
{
    private static readonly Quantity Say = Quantity.Plain;

    public static void Render(ComparisonResult result, IAnsiConsole console)
    {
        foreach (var candidate in result.Candidates)
        {
            console.Write(new Markup($"[bold]{Markup.Escape(candidate.Name)}[/] beside {Markup.Escape(result.Baseline)}\n"));
            Sentences(candidate, console);
            foreach (var workload in ComparisonRows.ByWorkload(candidate))
            {
                console.WriteLine();
                console.Write(Metrics(workload.Key, workload, result.Confidence));
            }
            console.WriteLine();
        }
        foreach (var warning in ComparisonRows.Warnings(result))
            console.Write(new Markup($"[darkorange]{Markup.Escape(warning.Code)}[/]: {Markup.Escape(warning.Message)}\n"));
    }

    private static void Sentences(CandidateResult candidate, IAnsiConsole console)
    {
        foreach (var sentence in candidate.Summary.Concat(candidate.Attribution.Select(each => each.Sentence).OfType<string>()))
            console.WriteLine(sentence);
    }

    private static Table Metrics(string workload, IEnumerable<MetricResult> rows, double confidence)
    {
        var table = new Table().Border(TableBorder.None).Collapse();
        table.AddColumn(Left(workload)).AddColumn(Right("baseline")).AddColumn(Right("candidate")).AddColumn(Right("ratio"))
            .AddColumn(Right(string.Create(CultureInfo.InvariantCulture, $"{confidence * 100:0.##} %"))).AddColumn(Left("verdict"));
        foreach (var row in rows)
        {
            table.AddRow(
                new Text(row.Metric), new Text(Say.Of(row.Baseline, row.Unit)), new Text(Say.Of(row.Candidate, row.Unit)),
                new Text(Say.Ratio(row.Ratio)), new Text(Interval(row)), new Markup(VerdictList.Coloured(row.Verdict)));
        }
        return table;
    }

    /// <summary>Short enough for 80 columns: the ratio beside it carries the multiplication sign.</summary>
    private static string Interval(MetricResult row) =>
        ComparisonRows.Interval(row, Say).Replace("×", "", StringComparison.Ordinal).Replace(" to ", "..", StringComparison.Ordinal);

    private static TableColumn Left(string title) => new TableColumn(new Markup($"[bold]{Markup.Escape(title)}[/]")).NoWrap().Padding(0, 0, 1, 0);

    private static TableColumn Right(string title) => Left(title).RightAligned();
}
