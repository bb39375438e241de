namespace Wiretax.Capture;

/// <summary>
/// libpcap numbers link types in memory (DLT) as in files (LINKTYPE), but for a few old ones that differ from system
/// to system (https://www.tcpdump.org/linktypes.html).
/// </summary>
internal static class DataLink
{
    private const int Raw = 12;

    public static LinkType ToLinkType(int dataLink) => dataLink == Raw ? LinkType.Raw : (LinkType)dataLink;

    public static int Of(LinkType linkType) => linkType switch
    {
        LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd => Raw,
        _ => (int)linkType,
    };
}
