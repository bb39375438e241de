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

    public static void Write(IReadOnlyList<CaptureSummary> summaries, TextWriter output)
    {
        var pings = summaries.Where(IsPing).ToList();
        var transfers = summaries.Where(each => !IsPing(each)).ToList();
        var received = pings.Where(each => !IsAskedByLocal(each)).ToList();
        var sent = pings.Where(IsAskedByLocal).ToList();
        if (received.Count > 0)
            Pings("Table I. Ping to the capture node", received, output);
        if (sent.Count > 0)
            Pings("Table II. Ping from the capture node", sent, output);
        if (transfers.Count > 0)
            Transfers(transfers, output);
    }

    private static bool IsPing(CaptureSummary summary) =>
        summary.Echo is { Requests: > 0 } && summary.Flows.Sum(each => each.Tx.PayloadBytes + each.Rx.PayloadBytes) == 0;

    private static bool IsAskedByLocal(CaptureSummary summary) => summary.Echo!.Source == summary.Local;

    private static void Pings(string title, List<CaptureSummary> captures, TextWriter output)
    {
        var table = new PlainTable(title, "Source", "Destination", "Protocol", "Tx frames", "Tx data [B]", "Duration [s]");
        foreach (var capture in captures)
        {
            var (source, destination) = Names(capture, capture.Echo!.Source, capture.Echo.Destination);
            var network = capture.Layer("network");
            var asked = IsAskedByLocal(capture) ? network.Tx : network.Rx;
            var duration = capture.Layer("transport");
            table.Add(
                source, destination, "ICMP", Whole(asked.Frames), Whole(asked.Bytes + EthernetHeader * asked.Frames),
                Seconds((IsAskedByLocal(capture) ? duration.Tx : duration.Rx).DurationSeconds));
        }
        table.Write(output);
    }

    private static void Transfers(List<CaptureSummary> captures, TextWriter output)
    {
        var application = new PlainTable("Table III. Application level", "Source", "Destination", "Protocol", "Frames", "Bytes [K]", "Duration [s]");
        var transport = new PlainTable("Table IV. Transport level", "Source", "Destination", "Protocol", "Frames", "Bytes [K]", "Duration [s]");
        var network = new PlainTable("Table V. Network level", "Source", "Destination", "Protocol", "Tx frames", "Rx frames", "Tx bytes [K]", "Rx bytes [K]", "Duration [s]");
        var link = new PlainTable("Table VI. MAC level", "Source", "Destination", "Protocol", "Tx frames", "Rx frames", "Tx bytes [K]", "Rx bytes [K]", "Duration [s]");
        foreach (var capture in captures)
        {
            var largest = capture.Flows.Count > 0 ? capture.Flows[0] : null;
            var (source, destination) = Names(capture, Host(largest?.Destination), Host(largest?.Source));
            var layer = capture.Layer("application");
            var file = layer.Rx.Bytes >= layer.Tx.Bytes ? layer.Rx : layer.Tx;
            application.Add(source, destination, Application(largest), Whole(file.Frames), Thousands(file.Bytes), Seconds(file.DurationSeconds));
            var total = capture.Layer("transport").Total;
            transport.Add(source, destination, largest?.Protocol.ToUpperInvariant() ?? "-", Whole(total.Frames), Thousands(total.Bytes), Seconds(total.DurationSeconds));
            AddDirections(network, source, destination, "IP", capture.Layer("network"));
            AddDirections(link, source, destination, "Ethernet", capture.Layer("link"));
        }
        foreach (var table in (PlainTable[])[application, transport, network, link])
            table.Write(output);
    }

    private static void AddDirections(PlainTable table, string source, string destination, string protocol, LayerTotals layer) => table.Add(
        source, destination, protocol, Whole(layer.Tx.Frames), Whole(layer.Rx.Frames),
        Thousands(layer.Tx.Bytes), Thousands(layer.Rx.Bytes), Seconds(layer.Total.DurationSeconds));

    private static string Application(FlowSummary? flow) => flow?.Application switch
    {
        null => flow is null ? "-" : flow.Protocol.ToUpperInvariant(),
        "http/1" or "http/2" => "HTTP",
        var other => other.ToUpperInvariant(),
    };

    private static (string Source, string Destination) Names(CaptureSummary capture, string? source, string? destination)
    {
        var parts = capture.Files.Count == 1 ? Path.GetFileNameWithoutExtension(capture.Files[0]).Split('-') : [];
        return parts is [{ Length: > 0 }, { Length: > 0 }] ? (parts[0], parts[1]) : (source ?? "-", destination ?? "-");
    }

    private static string? Host(string? end) => end?[..end.LastIndexOf(':')].Trim('[', ']');

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Thousands(long bytes) => Whole((bytes + 500) / 1000);

    private static string Seconds(double? value) => value is { } seconds
        ? Math.Round((decimal)seconds, 3, MidpointRounding.AwayFromZero).ToString("0.000", CultureInfo.InvariantCulture)
        : "-";
}
