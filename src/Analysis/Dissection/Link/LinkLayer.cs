using Wiretax.Capture;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>Which header a frame of a link type begins with.</summary>
internal static class LinkLayer
{
    public static HeaderKind First(LinkType linkType, ReadOnlySpan<byte> captured) => linkType switch
    {
        LinkType.Ethernet => HeaderKind.Ethernet,
        LinkType.Ipv4 => HeaderKind.Ipv4,
        LinkType.Ipv6 => HeaderKind.Ipv6,
        LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd => ByIpVersion(captured),
        _ => HeaderKind.Undissected,
    };

    /// <summary>The IP version is in the first four bits of the header itself.</summary>
    public static HeaderKind ByIpVersion(ReadOnlySpan<byte> captured) => captured.IsEmpty
        ? HeaderKind.Undissected
        : (captured[0] >> 4) switch
        {
            4 => HeaderKind.Ipv4,
            6 => HeaderKind.Ipv6,
            _ => HeaderKind.Undissected,
        };
}
