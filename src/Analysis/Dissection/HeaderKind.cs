namespace Wiretax.Analysis.Dissection;

/// <summary>
/// What the bytes at the cursor are: the case of the dissector's switch that comes next. The outermost link header
/// reaches as far as the values before <see cref="RawIp"/> go.
/// </summary>
internal enum HeaderKind : byte
{
    Ethernet,
    Vlan,
    Llc,
    LinuxSll,
    LinuxSll2,
    BsdLoopback,
    Ppp,
    PppHdlc,
    PppWithDirection,
    PppoeAsLink,
    Radiotap,
    Ieee80211,

    /// <summary>IPv4 or IPv6, by the version in the header.</summary>
    RawIp,
    Ipv4,
    Ipv6,
    Icmp,
    Icmpv6,
    Tcp,
    Udp,
    UdpLite,
    Sctp,
    Igmp,
    Ah,
    Esp,

    Arp,
    Lldp,
    Stp,
    SlowProtocol,

    Mpls,
    Pbb,
    Pppoe,
    Gre,
    Erspan2,
    Erspan3,
    L2tpOverIp,

    /// <summary>The payload of a UDP datagram on a port that tunnels use.</summary>
    Vxlan,
    VxlanGpe,
    Geneve,
    GtpU,
    MplsInUdp,
    L2tpOverUdp,
    WireGuard,
    EspInUdp,

    /// <summary>The rest of the container is payload.</summary>
    Payload,

    /// <summary>
    /// The rest of the container is not understood: unknown, encrypted, malformed or hidden by the snaplen.
    /// </summary>
    Undissected,

    /// <summary>The rest of the container lies behind all that counts.</summary>
    Padding,
}
