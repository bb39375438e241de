using Microsoft.Data.Analysis;
using Wiretax.Analysis.Accounting;
using Wiretax.Reporting.Tables;

namespace Wiretax.Reporting.Summaries;

/// <summary>
/// Captures as one long table, a figure's place in its first columns: <c>layer</c>, <c>ledger</c>, <c>wire</c> and
/// <c>flow</c> rows, by direction where there is one.
/// </summary>
public static class SummaryCsv
{
    private sealed record Row(
        string File, string Section, string Name, string Direction, long Frames, long Bytes, double? Seconds = null,
        FlowDirection? Flow = null, FlowSummary? Of = null);

    public static void Write(IReadOnlyList<CaptureSummary> summaries, TextWriter output) => CsvFile.Write(Table(summaries), output);

    public static DataFrame Table(IReadOnlyList<CaptureSummary> summaries) =>
        new TableBuilder<Row>([.. summaries.SelectMany(Rows)])
            .Text("file", row => row.File)
            .Text("section", row => row.Section)
            .Text("name", row => row.Name)
            .Text("direction", row => row.Direction)
            .Whole("frames", row => row.Frames)
            .Whole("bytes", row => row.Bytes)
            .Number("durationSeconds", row => row.Seconds)
            .Whole("payloadBytes", row => row.Flow?.PayloadBytes)
            .Whole("uniqueBytes", row => row.Flow?.UniqueBytes)
            .Whole("retransmittedBytes", row => row.Flow?.RetransmittedBytes)
            .Whole("gapBytes", row => row.Flow?.GapBytes)
            .Number("goodputBitsPerSecond", row => row.Flow?.GoodputBitsPerSecond)
            .Number("rttMedianSeconds", row => row.Flow?.RttSeconds?.Median)
            .Text("application", row => row.Of?.Application)
            .Build();

    private static IEnumerable<Row> Rows(CaptureSummary summary)
    {
        var file = string.Join(' ', summary.Files);
        foreach (var layer in summary.Layers)
        {
            yield return OfLayer("tx", layer.Tx);
            yield return OfLayer("rx", layer.Rx);
            yield return OfLayer("total", layer.Total);

            Row OfLayer(string direction, Totals totals) =>
                new(file, "layer", layer.Layer, direction, totals.Frames, totals.Bytes, totals.DurationSeconds);
        }
        foreach (var row in summary.Ledger)
            yield return new Row(file, "ledger", row.Protocol, "total", row.Frames, row.Bytes);
        var wire = summary.Wire.Estimated ? "estimate" : "ethernet";
        yield return new Row(file, "wire", wire, "tx", summary.Wire.Tx.Frames, summary.Wire.Tx.Bytes);
        yield return new Row(file, "wire", wire, "rx", summary.Wire.Rx.Frames, summary.Wire.Rx.Bytes);
        yield return new Row(file, "wire", wire, "total", summary.Wire.Frames, summary.Wire.Bytes);
        foreach (var flow in summary.Flows)
        {
            var name = $"{flow.Protocol} {flow.Source} > {flow.Destination}";
            yield return new Row(file, "flow", name, "tx", flow.Tx.Frames, flow.Tx.Bytes, null, flow.Tx, flow);
            yield return new Row(file, "flow", name, "rx", flow.Rx.Frames, flow.Rx.Bytes, null, flow.Rx, flow);
        }
    }
}
