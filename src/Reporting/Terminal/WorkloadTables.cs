using Spectre.Console;
using Wiretax.Reporting.Figures;

namespace Wiretax.Reporting.Terminal;

/// <summary>The Workstation study's tables: a layer after the other, the paths below one another.</summary>
internal static class WorkloadTables
{
    private static readonly Quantity Say = Quantity.Plain;

    public static Table Layers(WorkloadFigures workload)
    {
        var table = New("", "tx frames", "rx frames", "tx bytes", "rx bytes", "duration", "bytes", "time");
        foreach (var layer in workload.Layers)
        {
            table.AddRow(new Markup($"[bold]{layer.Layer}[/]"));
            foreach (var row in layer.Rows)
            {
                table.AddRow(
                    Name(row.Path), Cell(Say.Count(row.Tx.Frames)), Cell(Say.Count(row.Rx.Frames)),
                    Cell(Say.Count(row.Tx.Bytes)), Cell(Say.Count(row.Rx.Bytes)), Cell(Say.Seconds(row.Total.Seconds)),
                    Cell(row.BytesRatio is null ? "" : Say.Difference(row.BytesRatio.Ratio)),
                    Cell(row.DurationRatio is null ? "" : Say.Ratio(row.DurationRatio.Ratio)));
            }
        }
        return table;
    }

    public static Table Echo(WorkloadFigures workload)
    {
        var table = New("", "sent", "replies", "bytes", "duration", "RTT min", "median", "p99", "ratio");
        foreach (var row in workload.Echo)
        {
            table.AddRow(
                Name(row.Path), Cell(Say.Count(row.Requests)), Cell(Say.Count(row.Replies)), Cell(Say.Count(row.RequestBytes)),
                Cell(Say.Seconds(row.RequestSeconds)), Cell(Say.Seconds(row.RttMin)), Cell(Say.Seconds(row.RttMedian)),
                Cell(Say.Seconds(row.RttP99)), Cell(row.RttRatio is null ? "" : Say.Ratio(row.RttRatio.Ratio)));
        }
        return table;
    }

    /// <summary>The metrics that answer the question, with the interval of each ratio.</summary>
    public static Table Comparison(WorkloadFigures workload, string baseline, string candidate)
    {
        var table = New("", baseline, candidate, "ratio", "interval", "verdict");
        foreach (var metric in MetricNames.HeadlineOf(workload))
        {
            if (workload.Metric(candidate, metric) is not { } result)
                continue;
            table.AddRow(
                new Text("  " + MetricNames.Brief(metric)), Cell(Say.Of(result.Baseline, result.Unit)), Cell(Say.Of(result.Candidate, result.Unit)),
                Cell(Say.Ratio(result.Ratio)), Cell(Say.RatioRange(result.Low, result.High)), new Markup(VerdictList.Coloured(result.Verdict)).RightJustified());
        }
        return table;
    }

    public static Table New(string first, params string[] others)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn(new Text(first)) { Padding = new Padding(0, 0, 1, 0) });
        foreach (var each in others)
            table.AddColumn(new TableColumn(new Markup($"[grey]{Markup.Escape(each)}[/]")) { Alignment = Justify.Right, NoWrap = true, Padding = new Padding(0, 0, 1, 0) });
        return table;
    }

    private static Text Name(string path) => new(" " + path);

    private static Text Cell(string text) => new(text);
}
