using System.Globalization;
using Spectre.Console;
using Wiretax.Analysis.Accounting;

namespace Wiretax.Reporting.Summaries;

/// <summary>One capture on the terminal, in 80 columns: layers, ledger, wire, the largest flows, doubts.</summary>
public static class SummaryConsole
{
    private const int FlowsShown = 10;

    public static void Render(CaptureSummary summary, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{string.Join(", ", summary.Files)}[/]");
        console.WriteLine(Overview(summary));
        console.WriteLine();
        console.Write(Layers(summary));
        console.Write(Ledger(summary));
        if (summary.Flows.Count > 0)
            console.Write(Flows(summary));
        if (summary.Echo is { } echo)
            console.WriteLine(Echo(echo));
        foreach (var reason in summary.IncompleteReasons)
            console.MarkupLineInterpolated($"[red]incomplete:[/] {reason}");
        foreach (var warning in summary.Warnings)
            console.MarkupLineInterpolated($"[yellow]{warning.Code}:[/] {warning.Message}");
    }

    private static string Overview(CaptureSummary summary)
    {
        var frames = $"{Figures.Integer(summary.Frames)} frames";
        if (summary.TruncatedFrames > 0)
            frames += $", {Figures.Integer(summary.TruncatedFrames)} cut by the snaplen";
        if (summary.SuperFrames > 0)
            frames += $", {Figures.Integer(summary.SuperFrames)} super-frames";
        return $"{frames}; local end {summary.Local ?? "unknown"}; {(summary.Complete ? "complete" : "incomplete")}";
    }

    private static Table Layers(CaptureSummary summary)
    {
        var table = Framed("Layers, as captured, and on the wire");
        table.AddColumn("layer");
        table.AddColumn("direction");
        table.AddColumn(Right("frames"));
        table.AddColumn(Right("bytes"));
        table.AddColumn(Right("seconds"));
        foreach (var layer in summary.Layers)
        {
            AddRow(table, layer.Layer, "tx", layer.Tx);
            AddRow(table, "", "rx", layer.Rx);
            AddRow(table, "", "total", layer.Total);
        }
        var wire = summary.Wire;
        AddRow(table, wire.Estimated ? "wire (estimate)" : "wire", "tx", new Totals(wire.Tx.Frames, wire.Tx.Bytes, null));
        AddRow(table, "", "rx", new Totals(wire.Rx.Frames, wire.Rx.Bytes, null));
        AddRow(table, "", "total", new Totals(wire.Frames, wire.Bytes, null));
        return table;
    }

    private static void AddRow(Table table, string layer, string direction, Totals totals) => table.AddRow(
        layer, direction, Figures.Integer(totals.Frames), Figures.Integer(totals.Bytes), Figures.Seconds(totals.DurationSeconds));

    private static Table Ledger(CaptureSummary summary)
    {
        var total = summary.Ledger.Sum(each => each.Bytes);
        var table = Framed("Ledger: own bytes by protocol");
        table.AddColumn("protocol");
        table.AddColumn(Right("frames"));
        table.AddColumn(Right("bytes"));
        table.AddColumn(Right("% of link"));
        foreach (var row in summary.Ledger)
            table.AddRow(row.Protocol, Figures.Integer(row.Frames), Figures.Integer(row.Bytes), Figures.Percent(row.Bytes, total));
        table.AddRow("sum", Figures.Integer(summary.Frames), Figures.Integer(total), Figures.Percent(total, total));
        return table;
    }

    private static Table Flows(CaptureSummary summary)
    {
        var shown = Math.Min(FlowsShown, summary.Flows.Count);
        var table = Framed(string.Create(
            CultureInfo.InvariantCulture, $"Flows: the {shown} largest of {Figures.Integer(summary.FlowCount)}"));
        table.AddColumn("flow");
        table.AddColumn(Right("tx bytes"));
        table.AddColumn(Right("rx bytes"));
        table.AddColumn(Right("again"));
        table.AddColumn(Right("rtt ms"));
        table.AddColumn(Right("goodput"));
        foreach (var flow in summary.Flows.Take(shown))
        {
            var larger = flow.Rx.PayloadBytes >= flow.Tx.PayloadBytes ? flow.Rx : flow.Tx;
            table.AddRow(
                Markup.Escape($"{flow.Application ?? flow.Protocol} {flow.Source} > {flow.Destination}"),
                Figures.Integer(flow.Tx.Bytes), Figures.Integer(flow.Rx.Bytes),
                Figures.Integer(flow.RetransmittedBytes), Figures.Milliseconds(flow.RttSeconds?.Median),
                Figures.BitRate(larger.GoodputBitsPerSecond));
        }
        return table;
    }

    private static string Echo(EchoSummary echo)
    {
        var rtt = echo.RttSeconds is { } known
            ? $"; rtt min {Figures.Milliseconds(known.Min)}, median {Figures.Milliseconds(known.Median)}, p99 {Figures.Milliseconds(known.P99)} ms"
            : "";
        return $"echo: {Figures.Integer(echo.Requests)} requests, {Figures.Integer(echo.Replies)} replies, {Figures.Integer(echo.Lost)} lost{rtt}";
    }

    private static Table Framed(string title) =>
        new() { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(title)), UseSafeBorder = true };

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned().NoWrap().PadLeft(0);
}
