namespace Wiretax.Analysis.Dissection.Network;

/// <summary>The IP protocol numbers (IANA) that the dissector follows.</summary>
internal static class IpProtocol
{
    public const byte HopByHop = 0;
    public const byte Icmp = 1;
    public const byte Igmp = 2;
    public const byte Ipv4 = 4;
    public const byte Tcp = 6;
    public const byte Udp = 17;
    public const byte Ipv6 = 41;
    public const byte Routing = 43;
    public const byte Fragment = 44;
    public const byte Gre = 47;
    public const byte Esp = 50;
    public const byte Ah = 51;
    public const byte Icmpv6 = 58;
    public const byte NoNextHeader = 59;
    public const byte DestinationOptions = 60;
    public const byte L2tp = 115;
    public const byte Sctp = 132;
    public const byte Mobility = 135;
    public const byte UdpLite = 136;
    public const byte Mpls = 137;
    public const byte Hip = 139;
    public const byte Shim6 = 140;
    public const byte Ethernet = 143;

    public static HeaderKind Next(byte protocol) => protocol switch
    {
        Tcp => HeaderKind.Tcp,
        Udp => HeaderKind.Udp,
        Icmp => HeaderKind.Icmp,
        Icmpv6 => HeaderKind.Icmpv6,
        Ipv4 => HeaderKind.Ipv4,
        Ipv6 => HeaderKind.Ipv6,
        Gre => HeaderKind.Gre,
        Esp => HeaderKind.Esp,
        Ah => HeaderKind.Ah,
        Sctp => HeaderKind.Sctp,
        UdpLite => HeaderKind.UdpLite,
        Igmp => HeaderKind.Igmp,
        L2tp => HeaderKind.L2tpOverIp,
        Mpls => HeaderKind.Mpls,
        Ethernet => HeaderKind.Ethernet,
        _ => HeaderKind.Undissected,
    };
}
