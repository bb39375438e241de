namespace Wiretax.Analysis.Dissection;

/// <summary>
/// What a span of a frame's bytes belongs to. The names are the ledger's rows (<see cref="ProtocolNames"/>), in order
/// of depth: link, encapsulation, network, transport, what they carry, what is left.
/// </summary>
public enum Protocol : byte
{
    None,

    Ethernet,
    Ieee80211,
    Radiotap,
    LinuxSll,
    LinuxSll2,
    BsdNull,
    Ppp,
    Llc,
    Vlan,
    Pbb,
    Mpls,
    Pppoe,

    Arp,
    Lldp,
    Stp,
    Lacp,

    Gre,
    Erspan,
    Vxlan,
    VxlanGpe,
    Geneve,
    GtpU,
    L2tp,
    WireGuard,
    Esp,
    Ah,

    Ipv4,
    Ipv4Options,
    Ipv6,
    Ipv6Extensions,

    Icmp,
    Icmpv6,
    Igmp,
    Tcp,
    TcpOptions,
    Udp,
    Sctp,

    Payload,
    Padding,
    Undissected,
}
