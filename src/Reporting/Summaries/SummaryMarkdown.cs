using System.Globalization;
using Wiretax.Analysis.Accounting;
using static Wiretax.Reporting.Markdown.MarkdownText;

namespace Wiretax.Reporting.Summaries;

/// <summary>One capture as Markdown tables, for a pull request or an issue.</summary>
public static class SummaryMarkdown
{
    private const int FlowsShown = 10;

    public static void Write(CaptureSummary summary, TextWriter output)
    {
        Line(output, $"## {Escape(string.Join(", ", summary.Files))}");
        Line(output, "");
        Line(output, $"{Figures.Integer(summary.Frames)} frames; local end {Escape(summary.Local ?? "unknown")}; {(summary.Complete ? "complete" : "incomplete")}.");
        Line(output, "");
        Layers(summary, output);
        Ledger(summary, output);
        if (summary.Flows.Count > 0)
            Flows(summary, output);
        if (summary.Echo is { } echo)
        {
            Line(output, $"Echo: {Figures.Integer(echo.Requests)} requests, {Figures.Integer(echo.Replies)} replies, {Figures.Integer(echo.Lost)} lost; median RTT {Figures.Milliseconds(echo.RttSeconds?.Median)} ms.");
            Line(output, "");
        }
        foreach (var reason in summary.IncompleteReasons)
            Line(output, $"- **incomplete**: {Escape(reason)}");
        foreach (var warning in summary.Warnings)
            Line(output, $"- **{Escape(warning.Code)}**: {Escape(warning.Message)}");
    }

    private static void Layers(CaptureSummary summary, TextWriter output)
    {
        Line(output, "| layer | tx frames | tx bytes | rx frames | rx bytes | frames | bytes | seconds |");
        Line(output, "|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var layer in summary.Layers)
            Row(layer.Layer, layer.Tx, layer.Rx, layer.Total);
        var wire = summary.Wire;
        Row(
            wire.Estimated ? "wire (estimate)" : "wire", new(wire.Tx.Frames, wire.Tx.Bytes, null),
            new(wire.Rx.Frames, wire.Rx.Bytes, null), new(wire.Frames, wire.Bytes, null));
        Line(output, "");

        void Row(string name, Totals tx, Totals rx, Totals total) => Line(output,
            $"| {name} | {Figures.Integer(tx.Frames)} | {Figures.Integer(tx.Bytes)} | {Figures.Integer(rx.Frames)} | {Figures.Integer(rx.Bytes)} | {Figures.Integer(total.Frames)} | {Figures.Integer(total.Bytes)} | {Figures.Seconds(total.DurationSeconds)} |");
    }

    private static void Ledger(CaptureSummary summary, TextWriter output)
    {
        var total = summary.Ledger.Sum(each => each.Bytes);
        Line(output, "| protocol | frames | own bytes | % of link |");
        Line(output, "|---|---:|---:|---:|");
        foreach (var row in summary.Ledger)
            Line(output, $"| {row.Protocol} | {Figures.Integer(row.Frames)} | {Figures.Integer(row.Bytes)} | {Figures.Percent(row.Bytes, total)} |");
        Line(output, "");
    }

    private static void Flows(CaptureSummary summary, TextWriter output)
    {
        Line(output, $"The {Math.Min(FlowsShown, summary.Flows.Count).ToString(CultureInfo.InvariantCulture)} largest of {Figures.Integer(summary.FlowCount)} flows:");
        Line(output, "");
        Line(output, "| flow | application | tx bytes | rx bytes | sent again | RTT ms | goodput |");
        Line(output, "|---|---|---:|---:|---:|---:|---:|");
        foreach (var flow in summary.Flows.Take(FlowsShown))
        {
            var larger = flow.Rx.PayloadBytes >= flow.Tx.PayloadBytes ? flow.Rx : flow.Tx;
            Line(output, $"| {Escape($"{flow.Protocol} {flow.Source} > {flow.Destination}")} | {Escape(flow.Application ?? Figures.Unknown)} | {Figures.Integer(flow.Tx.Bytes)} | {Figures.Integer(flow.Rx.Bytes)} | {Figures.Integer(flow.RetransmittedBytes)} | {Figures.Milliseconds(flow.RttSeconds?.Median)} | {Figures.BitRate(larger.GoodputBitsPerSecond)} |");
        }
        Line(output, "");
    }

    private static void Line(TextWriter output, string text)
    {
        output.Write(text);
        output.Write('\n');
    }
}
