using System.Globalization;
using Wiretax.Analysis.Accounting;

namespace Wiretax.Reporting.Summaries;

/// <summary>
/// Captures in the layout of the Workstation study, by its counting rules: Tables I and II for pings, III to VI for
/// file transfers, a row a capture. tx and rx are seen from the capture node, which is the local end; K is 1000, and
/// halves are rounded away from zero. A file named SOURCE-DESTINATION.pcap names its ends; others show addresses.
/// </summary>
public static class PaperTables
{
    /// <summary>The study's link layer: an Ethernet header on each datagram.</summary>
    private const int EthernetHeader = 14;

    /// <summary>Those of the six tables that the captures have rows for.</summary>
    public static IReadOnlyList<StudyTable> Of(IReadOnlyList<StudyCapture> captures)
    {
        var pings = captures.Where(each => IsPing(each.Summary)).ToList();
        var received = pings.Where(each => !IsAskedByLocal(each.Summary)).ToList();
        var sent = pings.Where(each => IsAskedByLocal(each.Summary)).ToList();
        var transfers = captures.Where(each => !IsPing(each.Summary)).ToList();
        return
        [
            .. received.Count > 0 ? [Pings("Table I. Ping to the capture node", received)] : Array.Empty<StudyTable>(),
            .. sent.Count > 0 ? [Pings("Table II. Ping from the capture node", sent)] : Array.Empty<StudyTable>(),
            .. transfers.Count > 0 ? Transfers(transfers) : [],
        ];
    }

    public static void Write(IReadOnlyList<CaptureSummary> summaries, TextWriter output)
    {
        foreach (var table in Of([.. summaries.Select(each => new StudyCapture(each))]))
        {
            var plain = new PlainTable(table.Title, [.. table.Columns]);
            foreach (var row in table.Rows)
                plain.Add([.. row]);
            plain.Write(output);
        }
    }

    private static bool IsPing(CaptureSummary summary) =>
        summary.Echo is { Requests: > 0 } && summary.Flows.Sum(each => each.Tx.PayloadBytes + each.Rx.PayloadBytes) == 0;

    private static bool IsAskedByLocal(CaptureSummary summary) => summary.Echo!.Source == summary.Local;

    private static StudyTable Pings(string title, List<StudyCapture> captures) => new(
        title, ["Source", "Destination", "Protocol", "Tx frames", "Tx data [B]", "Duration [s]"],
        [
            .. from capture in captures
               let summary = capture.Summary
               let names = Names(capture, summary.Echo!.Source, summary.Echo.Destination)
               let asked = IsAskedByLocal(summary) ? summary.Layer("network").Tx : summary.Layer("network").Rx
               let transport = summary.Layer("transport")
               select new[]
               {
                   names.Source, names.Destination, "ICMP", Whole(asked.Frames), Whole(asked.Bytes + EthernetHeader * asked.Frames),
                   Seconds((IsAskedByLocal(summary) ? transport.Tx : transport.Rx).DurationSeconds),
               },
        ]);

    private static IEnumerable<StudyTable> Transfers(List<StudyCapture> captures)
    {
        string[] oneWay = ["Source", "Destination", "Protocol", "Frames", "Bytes [K]", "Duration [s]"];
        string[] bothWays = ["Source", "Destination", "Protocol", "Tx frames", "Rx frames", "Tx bytes [K]", "Rx bytes [K]", "Duration [s]"];
        yield return new StudyTable("Table III. Application level", oneWay, [.. captures.Select(OfApplication)]);
        yield return new StudyTable("Table IV. Transport level", oneWay, [.. captures.Select(OfTransport)]);
        yield return new StudyTable("Table V. Network level", bothWays, [.. captures.Select(each => Directions(each, "IP", "network"))]);
        yield return new StudyTable("Table VI. MAC level", bothWays, [.. captures.Select(each => Directions(each, "Ethernet", "link"))]);
    }

    private static string[] OfApplication(StudyCapture capture)
    {
        var layer = capture.Summary.Layer("application");
        var file = layer.Rx.Bytes >= layer.Tx.Bytes ? layer.Rx : layer.Tx;
        return [.. Ends(capture), Application(Largest(capture)), Whole(file.Frames), Thousands(file.Bytes), Seconds(file.DurationSeconds)];
    }

    private static string[] OfTransport(StudyCapture capture)
    {
        var total = capture.Summary.Layer("transport").Total;
        return
        [
            .. Ends(capture), Largest(capture)?.Protocol.ToUpperInvariant() ?? "-", Whole(total.Frames), Thousands(total.Bytes), Seconds(total.DurationSeconds),
        ];
    }

    private static string[] Directions(StudyCapture capture, string protocol, string name)
    {
        var layer = capture.Summary.Layer(name);
        return
        [
            .. Ends(capture), protocol, Whole(layer.Tx.Frames), Whole(layer.Rx.Frames), Thousands(layer.Tx.Bytes), Thousands(layer.Rx.Bytes),
            Seconds(layer.Total.DurationSeconds),
        ];
    }

    private static string[] Ends(StudyCapture capture)
    {
        var (source, destination) = Names(capture, Host(Largest(capture)?.Destination), Host(Largest(capture)?.Source));
        return [source, destination];
    }

    private static FlowSummary? Largest(StudyCapture capture) => capture.Summary.Flows.Count > 0 ? capture.Summary.Flows[0] : null;

    private static string Application(FlowSummary? flow) => flow?.Application switch
    {
        null => flow is null ? "-" : flow.Protocol.ToUpperInvariant(),
        "http/1" or "http/2" => "HTTP",
        var other => other.ToUpperInvariant(),
    };

    private static (string Source, string Destination) Names(StudyCapture capture, string? source, string? destination)
    {
        if (capture is { Source: { } from, Destination: { } to })
            return (from, to);
        var files = capture.Summary.Files;
        var parts = files.Count == 1 ? Path.GetFileNameWithoutExtension(files[0]).Split('-') : [];
        return parts is [{ Length: > 0 }, { Length: > 0 }] ? (parts[0], parts[1]) : (source ?? "-", destination ?? "-");
    }

    private static string? Host(string? end) => end?[..end.LastIndexOf(':')].Trim('[', ']');

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Thousands(long bytes) => Whole((bytes + 500) / 1000);

    private static string Seconds(double? value) => value is { } seconds
        ? Math.Round((decimal)seconds, 3, MidpointRounding.AwayFromZero).ToString("0.000", CultureInfo.InvariantCulture)
        : "-";
}
