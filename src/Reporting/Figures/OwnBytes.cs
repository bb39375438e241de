using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>
/// Gathers the ledger's protocols into the few kinds that a plot can show. Own bytes are counted exactly once (see
/// docs/metrics.md), so the kinds of a run still sum to its link bytes.
/// </summary>
public static class OwnBytes
{
    public const string Payload = "payload";
    public const string Transport = "transport headers";
    public const string Network = "network headers";
    public const string Encapsulation = "encapsulation";
    public const string Link = "link headers";
    public const string Padding = "padding";
    public const string Other = "other frames";

    /// <summary>Kinds of overhead, from the payload outwards.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Transport, Network, Encapsulation, Link, Padding, Other];

    public static string KindOf(string protocol) => protocol switch
    {
        "payload" => Payload,
        "tcp" or "tcp-options" or "udp" or "sctp" or "icmp" or "icmpv6" => Transport,
        "ipv4" or "ipv4-options" or "ipv6" or "ipv6-extensions" => Network,
        "ethernet" or "vlan" or "mpls" or "pppoe" or "linux-sll" or "linux-sll2" => Link,
        "gre" or "vxlan" or "geneve" or "gtp-u" => Encapsulation,
        "padding" => Padding,
        _ => Other,
    };

    internal static OwnBytesFigure Of(string path, IReadOnlyList<RunRecord> complete)
    {
        var payload = SessionFigures.Median(complete.Select(run => Sum(run, Payload)));
        var parts = from kind in Kinds
                    let bytes = SessionFigures.Median(complete.Select(run => Sum(run, kind)))
                    where bytes > 0
                    select new OwnBytesPart(kind, bytes.Value, payload > 0 ? bytes / payload : null);
        var link = SessionFigures.Median(complete.Select(run => (double?)run.Summary!.Ledger.Sum(each => each.Bytes)));
        return new OwnBytesFigure(path, complete.Count, payload, link, [.. parts]);
    }

    private static double? Sum(RunRecord run, string kind) =>
        run.Summary!.Ledger.Where(each => KindOf(each.Protocol) == kind).Sum(each => each.Bytes);
}
