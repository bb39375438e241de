using System.Text.RegularExpressions;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Network;

/// <summary>How an interface is set, in one line: its driver, MTU, queueing discipline and offloads.</summary>
internal static partial class InterfaceState
{
    /// <summary>As <c>ethtool -k</c> names them, and for short.</summary>
    private static readonly (string Feature, string Short)[] Offloads =
    [
        ("tcp-segmentation-offload", "tso"), ("generic-segmentation-offload", "gso"),
        ("generic-receive-offload", "gro"), ("tx-checksumming", "tx checksum"),
    ];

    public static async Task<string> DescribeAsync(NetworkNamespace inside, string name, CancellationToken cancellation)
    {
        var link = await inside.IpAsync(["-d", "-o", "link", "show", "dev", name], cancellation);
        var driver = Kind().Match(link) is { Success: true } kind ? kind.Groups[1].Value : "physical";
        return $"{name} ({driver}), MTU {Mtu().Match(link).Groups[1].Value}, qdisc {Qdisc().Match(link).Groups[1].Value}, "
            + await OffloadsAsync(inside, name, cancellation);
    }

    private static async Task<string> OffloadsAsync(NetworkNamespace inside, string name, CancellationToken cancellation)
    {
        if (Tool.Find("ethtool") is null)
            return "offloads unknown (no ethtool)";
        var features = (await inside.RunAsync("ethtool", ["-k", name], cancellation)).Split('\n');
        return string.Join(", ", Offloads.Select(each => $"{each.Short} {State(features, each.Feature)}"));
    }

    private static string State(string[] features, string name) =>
        features.FirstOrDefault(each => each.StartsWith(name + ":", StringComparison.Ordinal))?
            .Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "unknown";

    [GeneratedRegex(@" mtu (\d+) ")]
    private static partial Regex Mtu();

    [GeneratedRegex(@" qdisc (\S+) ")]
    private static partial Regex Qdisc();

    [GeneratedRegex(@"\\\s+(veth|bridge|tun|vxlan|macvlan|bridge_slave)\b")]
    private static partial Regex Kind();
}
