using Wiretax.Capture;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>Which header a frame of a link type begins with.</summary>
internal static class LinkLayer
{
    public static HeaderKind First(LinkType linkType) => linkType switch
    {
        LinkType.Ethernet => HeaderKind.Ethernet,
        LinkType.LinuxSll => HeaderKind.LinuxSll,
        LinkType.LinuxSll2 => HeaderKind.LinuxSll2,
        LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd => HeaderKind.RawIp,
        LinkType.Ipv4 => HeaderKind.Ipv4,
        LinkType.Ipv6 => HeaderKind.Ipv6,
        LinkType.Null or LinkType.Loop => HeaderKind.BsdLoopback,
        // Captures of Cisco's HDLC are often marked as PPP.
        LinkType.Ppp or LinkType.PppHdlc or LinkType.CiscoHdlc => HeaderKind.PppHdlc,
        LinkType.PppWithDirection => HeaderKind.PppWithDirection,
        LinkType.PppEthernet => HeaderKind.PppoeAsLink,
        LinkType.Ieee80211 => HeaderKind.Ieee80211,
        LinkType.Ieee80211Radiotap => HeaderKind.Radiotap,
        _ => HeaderKind.Undissected,
    };
}
