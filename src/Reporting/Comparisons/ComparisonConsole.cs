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
        table.AddColumn(Column(workload)).AddColumn(Column("baseline").RightAligned()).AddColumn(Column("candidate").RightAligned())
            .AddColumn(Column("ratio").RightAligned())
            .AddColumn(Column(string.Create(CultureInfo.InvariantCulture, $"{confidence * 100:0.##} %")).RightAligned())
            .AddColumn(Column("verdict"));
        foreach (var row in rows)
        {
            table.AddRow(
                new Text(Name(row)), new Text(Value(row.Baseline, row.Unit)), new Text(Value(row.Candidate, row.Unit)),
                new Text(Number(row.Ratio)), new Text(Interval(row)), new Markup(VerdictList.Coloured(row.Verdict)));
        }
        return table;
    }

    private static string Name(MetricResult row) => row.Metric.Replace("seconds-per-", "s-per-", StringComparison.Ordinal);

    /// <summary>Bits as <c>b</c>, so that six columns fit in 80.</summary>
    private static string Value(double? value, string unit) => Say.Of(value, unit).Replace("bit/s", "b/s", StringComparison.Ordinal);

    private static string Interval(MetricResult row) => row switch
    {
        { Low: null } => Quantity.Unknown,
        _ when row.Low == row.High => "exact",
        _ => $"{Number(row.Low)}..{Number(row.High)}",
    };

    /// <summary>A ratio in at most six characters; finer where it is close to 1, and zero only where it is zero.</summary>
    private static string Number(double? value) => value switch
    {
        null => Quantity.Unknown,
        > 0 and < 0.01 => value.Value.ToString("0.0E0", CultureInfo.InvariantCulture),
        > 0.99 and < 1.01 => value.Value.ToString("0.0000", CultureInfo.InvariantCulture),
        < 10 => value.Value.ToString("0.000", CultureInfo.InvariantCulture),
        < 1000 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString(value < 100_000 ? "0" : "0E0", CultureInfo.InvariantCulture),
    };

    private static TableColumn Column(string title) =>
        new TableColumn(new Markup($"[bold]{Markup.Escape(title)}[/]")).NoWrap().Padding(0, 0, 1, 0);
}
