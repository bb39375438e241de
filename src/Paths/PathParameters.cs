using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Wiretax.Paths;

/// <summary>The parameters that a path may be given in a scenario. A kind takes no notice of those that mean nothing to it.</summary>
public static partial class PathParameters
{
    private static readonly string[] Nics = ["virtio", "vmxnet3", "e1000"];

    /// <summary>Of a path whose <c>mtu</c> is not stated, bytes.</summary>
    public const int DefaultMtu = 1500;

    /// <summary>Memory that a guest has at least, bytes, where its kind needs no more: with 128 MiB User-mode Linux boots now and then.</summary>
    public const long LeastMemoryBytes = 192L << 20;

    private const long MostMemoryBytes = 64L << 30;

    /// <summary>A scope (RFC 4007) says which link an address is of, and has no place in a capture filter.</summary>
    private const string NoLinkLocal = "link-local addresses and those with a scope ('%') cannot be measured; give the machine another, as one of fd00::/8.";

    public static IReadOnlyList<string> Names { get; } = ["nic", "vcpus", "memory", "mtu", "offload", "rate", "buffer", "agent", "certificates", "address"];

    /// <param name="kind">Of the path; null judges by what some kind allows.</param>
    /// <returns>Null when the value is usable, else a sentence that says what is allowed.</returns>
    public static string? Complaint(string name, string value, IPathKind? kind = null) => name switch
    {
        "nic" => Nics.Contains(value) ? null : $"nic is {string.Join(", ", Nics)}, not '{value}'.",
        "vcpus" => IsBetween(value, 1, 16) ? null : $"vcpus is a whole number from 1 to 16, not '{value}'.",
        "memory" => MemoryComplaint(value, kind),
        "mtu" => IsBetween(value, 576, 9000) ? null : $"mtu is a whole number of bytes from 576 to 9000, not '{value}'.",
        "offload" => value is "on" or "off" ? null : $"offload is on (frames as the virtual interfaces hand them over) or off (frames as a wire carries them), not '{value}'.",
        "rate" => BitsPerSecond(value) is >= 1_000_000 and <= 100_000_000_000 ? null : $"rate is a bit rate from 1mbit to 100gbit, as 100mbit, not '{value}'.",
        "buffer" => Bytes(value) is >= 16L << 10 and <= 64L << 20 ? null : $"buffer is a size from 16KiB to 64MiB, as 256KiB, not '{value}'.",
        "agent" => AgentComplaint(value),
        "certificates" => value.Length > 0 ? null : "certificates is the folder that 'wiretax agent init' made; it is empty.",
        "address" => AddressComplaint(value),
        _ => $"there is no parameter '{name}' of a path; there are {string.Join(", ", Names)}.",
    };

    private static string? AgentComplaint(string value)
    {
        if (value.Contains('%', StringComparison.Ordinal))
            return $"agent is '{value}': {NoLinkLocal}";
        if (AgentAt(value) is not { } agent)
        {
            return IPAddress.TryParse(value, out _)
                ? $"agent is '{value}'; an IPv6 address stands in brackets there: '[{value}]', or '[{value}]:PORT'."
                : $"agent is HOST, HOST:PORT or [IPV6]:PORT of an agent, not '{value}'.";
        }
        return IPAddress.TryParse(agent.Host, out var literal) && literal.IsIPv6LinkLocal ? $"agent is '{value}': {NoLinkLocal}" : null;
    }

    private static string? AddressComplaint(string value)
    {
        if (value.Contains('%', StringComparison.Ordinal))
            return $"address is '{value}': {NoLinkLocal}";
        if (!IPAddress.TryParse(value, out var address))
            return $"address is an IP address of the far machine, on the link to measure, not '{value}'.";
        return address.IsIPv6LinkLocal ? $"address is '{value}': {NoLinkLocal}" : null;
    }

    private static string? MemoryComplaint(string value, IPathKind? kind)
    {
        var least = kind?.LeastMemoryBytes ?? LeastMemoryBytes;
        return Bytes(value) is { } bytes && bytes >= least && bytes <= MostMemoryBytes
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"memory{(kind is null ? "" : " of " + kind.Kind)} is a size from {least >> 20}MiB to {MostMemoryBytes >> 30}GiB, as 512MiB, not '{value}'.");
    }

    /// <summary>Reads a bit rate as <c>tc</c> writes it (<c>100mbit</c>, <c>2.5gbit</c>; powers of ten); null when it is none.</summary>
    public static long? BitsPerSecond(string value) => Scaled(RatePattern().Match(value), unit => unit switch
    {
        "k" => 1_000,
        "m" => 1_000_000,
        "g" => 1_000_000_000,
        _ => 1,
    });

    /// <summary>Reads a size in bytes (<c>512MiB</c>, <c>1GB</c>); null when it is none.</summary>
    public static long? Bytes(string value) => Scaled(SizePattern().Match(value), unit => unit switch
    {
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "kib" => 1L << 10,
        "mib" => 1L << 20,
        "gib" => 1L << 30,
        _ => 1,
    });

    /// <summary>Reads <c>HOST</c>, <c>HOST:PORT</c> or <c>[IPV6]:PORT</c>; null when it is none. The port is null without one.</summary>
    public static (string Host, int? Port)? AgentAt(string value) =>
        Uri.TryCreate($"agent://{value}", UriKind.Absolute, out var uri) && Uri.CheckHostName(uri.Host) != UriHostNameType.Unknown && uri.PathAndQuery is "/" or ""
            ? (uri.Host.Trim('[', ']'), uri.Port >= 0 ? uri.Port : null)
            : null;

    private static long? Scaled(Match match, Func<string, long> scale) =>
        match.Success && decimal.TryParse(match.Groups[1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number < 1_000_000
            ? (long)(number * scale(match.Groups[2].Value.ToLowerInvariant()))
            : null;

    private static bool IsBetween(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    [GeneratedRegex(@"^([0-9]+(?:\.[0-9]+)?) ?([kmg])bit(?:/s)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RatePattern();

    [GeneratedRegex("^([0-9]+(?:\\.[0-9]+)?) ?([kmg]i?b)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SizePattern();
}
