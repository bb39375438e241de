using Wiretax.Capture;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>A frame and the spans that it must have.</summary>
internal sealed record Stack(string Name, LinkType LinkType, byte[] Frame, string Spans);

/// <summary>A well-formed frame of every stack that the dissector knows.</summary>
internal static class StackCatalogue
{
    public static IReadOnlyList<Stack> All { get; } =
    [
        .. Links(), .. Wireless(), .. Networks(), .. Layer2Tunnels(), .. GreTunnels(), .. UdpTunnels(), .. Opaque(),
    ];

    private static byte[] Segment => Ipv4(6, Tcp(Bytes(30), new byte[12]));

    private static byte[] Datagram => Ipv4(17, Udp(Bytes(20)));

    private static byte[] Datagram6 => Ipv6(17, Udp(Bytes(20)));

    private static byte[] Inner => Ethernet(0x0800, Datagram);

    private static Stack[] Links() =>
    [
        New("vlan", Ethernet(0x8100, Vlan(0x0800, Segment)),
            "ethernet 14 | vlan 4 | ipv4 20 | tcp 20 | tcp-options 12 | payload 30"),
        New("qinq", Ethernet(0x88a8, Vlan(0x8100, Vlan(0x0800, Datagram))),
            "ethernet 14 | vlan 4 | vlan 4 | ipv4 20 | udp 8 | payload 20"),
        New("old qinq", Ethernet(0x9100, Vlan(0x8100, Vlan(0x0806, Arp()))),
            "ethernet 14 | vlan 4 | vlan 4 | arp 28"),
        New("arp", Padded(Ethernet(0x0806, Arp())), "ethernet 14 | arp 28 | padding 18"),
        New("snap", Padded(Ieee8023(Snap(0x0800, Ipv4(17, Udp([]))))),
            "ethernet 14 | llc 8 | ipv4 20 | udp 8 | padding 10"),
        New("vlan with llc", Ethernet(0x8100, Vlan(36, Snap(0x0800, Ipv4(17, Udp([]))))),
            "ethernet 14 | vlan 4 | llc 8 | ipv4 20 | udp 8"),
        New("stp", Padded(Ieee8023(Stp())), "ethernet 14 | llc 3 | stp 35 | padding 8"),
        New("pvst", Ieee8023(Join(Hex("aaaa03 00000c 010b"), new byte[42])), "ethernet 14 | llc 8 | stp 42"),
        New("lldp", Padded(Ethernet(0x88cc, Lldp())), "ethernet 14 | lldp 19 | padding 27"),
        New("lacp", Ethernet(0x8809, Lacp()), "ethernet 14 | lacp 110"),
        New("unknown type", Ethernet(0x1234, Bytes(50)), "ethernet 14 | undissected 50"),
        New("sll", LinkType.LinuxSll, LinuxSll(0x0800, Segment),
            "linux-sll 16 | ipv4 20 | tcp 20 | tcp-options 12 | payload 30"),
        New("sll vlan", LinkType.LinuxSll, LinuxSll(0x8100, Vlan(0x0800, Datagram)),
            "linux-sll 16 | vlan 4 | ipv4 20 | udp 8 | payload 20"),
        New("sll llc", LinkType.LinuxSll, LinuxSll(4, Stp()), "linux-sll 16 | llc 3 | stp 35"),
        New("sll2", LinkType.LinuxSll2, LinuxSll2(0x86dd, Datagram6), "linux-sll2 20 | ipv6 40 | udp 8 | payload 20"),
        New("sll2 arp", LinkType.LinuxSll2, LinuxSll2(0x0806, Arp()), "linux-sll2 20 | arp 28"),
        New("raw ipv4", LinkType.Raw, Datagram, "ipv4 20 | udp 8 | payload 20"),
        New("raw ipv6", LinkType.Raw, Datagram6, "ipv6 40 | udp 8 | payload 20"),
        New("raw 12", LinkType.RawBsd, Datagram, "ipv4 20 | udp 8 | payload 20"),
        New("raw 14", LinkType.RawOpenBsd, Datagram, "ipv4 20 | udp 8 | payload 20"),
        New("ipv4 link", LinkType.Ipv4, Datagram, "ipv4 20 | udp 8 | payload 20"),
        New("ipv6 link", LinkType.Ipv6, Datagram6, "ipv6 40 | udp 8 | payload 20"),
        New("null, little-endian", LinkType.Null, Join(Hex("02000000"), Datagram), "bsd-null 4 | ipv4 20 | udp 8 | payload 20"),
        New("null, big-endian", LinkType.Null, Join(Hex("00000002"), Datagram), "bsd-null 4 | ipv4 20 | udp 8 | payload 20"),
        New("null, ipv6", LinkType.Null, Join(Hex("1e000000"), Datagram6), "bsd-null 4 | ipv6 40 | udp 8 | payload 20"),
        New("loop", LinkType.Loop, Join(Hex("00000018"), Datagram6), "bsd-null 4 | ipv6 40 | udp 8 | payload 20"),
        New("ppp", LinkType.Ppp, Ppp(0x21, Datagram, address: true), "ppp 4 | ipv4 20 | udp 8 | payload 20"),
        New("ppp, bare", LinkType.Ppp, Ppp(0x57, Datagram6), "ppp 2 | ipv6 40 | udp 8 | payload 20"),
        New("ppp, compressed", LinkType.Ppp, Join([0x21], Datagram), "ppp 1 | ipv4 20 | udp 8 | payload 20"),
        New("ppp lcp", LinkType.Ppp, Ppp(0xc021, Hex("01010004"), address: true), "ppp 8"),
        New("ppp hdlc", LinkType.PppHdlc, Ppp(0x21, Datagram, address: true), "ppp 4 | ipv4 20 | udp 8 | payload 20"),
        New("cisco hdlc", LinkType.PppHdlc, Join(Hex("0f00 0800"), Datagram), "ppp 4 | ipv4 20 | udp 8 | payload 20"),
        New("ppp with direction", LinkType.PppWithDirection, Join([1], Ppp(0x21, Datagram, address: true)),
            "ppp 5 | ipv4 20 | udp 8 | payload 20"),
        New("ppp over ethernet link", LinkType.PppEthernet, Pppoe(Ppp(0x21, Datagram)),
            "pppoe 6 | ppp 2 | ipv4 20 | udp 8 | payload 20"),
        New("unknown link", (LinkType)147, Bytes(40), "undissected 40"),
    ];

    private static Stack[] Wireless() =>
    [
        New("802.11", LinkType.Ieee80211, Ieee80211(0x0801, Snap(0x0800, Datagram)),
            "ieee80211 24 | llc 8 | ipv4 20 | udp 8 | payload 20"),
        New("802.11 four addresses", LinkType.Ieee80211, Ieee80211(0x0803, Snap(0x0800, Datagram), extra: 6),
            "ieee80211 30 | llc 8 | ipv4 20 | udp 8 | payload 20"),
        New("802.11 qos", LinkType.Ieee80211, Ieee80211(0x8801, Snap(0x0800, Datagram), extra: 2),
            "ieee80211 26 | llc 8 | ipv4 20 | udp 8 | payload 20"),
        New("802.11 ht control", LinkType.Ieee80211, Ieee80211(0x8881, Snap(0x0800, Datagram), extra: 6),
            "ieee80211 30 | llc 8 | ipv4 20 | udp 8 | payload 20"),
        New("802.11 encrypted", LinkType.Ieee80211, Ieee80211(0x0841, Bytes(60)), "ieee80211 24 | undissected 60"),
        New("802.11 beacon", LinkType.Ieee80211, Ieee80211(0x8000, Bytes(60)), "ieee80211 84"),
        New("802.11 acknowledgment", LinkType.Ieee80211, Hex("d4000000 020000000001"), "ieee80211 10"),
        New("802.11 null data", LinkType.Ieee80211, Ieee80211(0x4801, []), "ieee80211 24"),
        New("radiotap", LinkType.Ieee80211Radiotap, Radiotap(Ieee80211(0x0801, Snap(0x86dd, Datagram6))),
            "radiotap 17 | ieee80211 24 | llc 8 | ipv6 40 | udp 8 | payload 20"),
        New("radiotap fcs", LinkType.Ieee80211Radiotap, Radiotap(Ieee80211(0x0801, Snap(0x0800, Datagram)), fcs: true),
            "radiotap 17 | ieee80211 24 | llc 8 | ipv4 20 | udp 8 | payload 20 | ieee80211 4"),
        New("radiotap padded", LinkType.Ieee80211Radiotap,
            Radiotap(Ieee80211(0x8801, Snap(0x0800, Datagram), extra: 4), padded: true),
            "radiotap 17 | ieee80211 28 | llc 8 | ipv4 20 | udp 8 | payload 20"),
    ];

    private static Stack[] Networks() =>
    [
        New("tcp", Ethernet(0x0800, Segment), "ethernet 14 | ipv4 20 | tcp 20 | tcp-options 12 | payload 30"),
        New("tcp ack", Padded(Ethernet(0x0800, Ipv4(6, Tcp([])))), "ethernet 14 | ipv4 20 | tcp 20 | padding 6"),
        New("ipv4 options", Ethernet(0x0800, Ipv4(6, Tcp(Bytes(10)), options: Hex("94040000 01010100"))),
            "ethernet 14 | ipv4 20 | ipv4-options 8 | tcp 20 | payload 10"),
        New("icmp echo", Ethernet(0x0800, Ipv4(1, Icmp(8, Bytes(56)))), "ethernet 14 | ipv4 20 | icmp 8 | payload 56"),
        New("icmp error", Ethernet(0x0800, Ipv4(1, Icmp(3, Datagram))), "ethernet 14 | ipv4 20 | icmp 8 | payload 48"),
        New("icmpv6 echo", Ethernet(0x86dd, Ipv6(58, Icmp(128, Bytes(56)))),
            "ethernet 14 | ipv6 40 | icmpv6 8 | payload 56"),
        New("igmp", Padded(Ethernet(0x0800, Ipv4(2, Igmp(), options: Hex("94040000")))),
            "ethernet 14 | ipv4 20 | ipv4-options 4 | igmp 8 | padding 14"),
        New("sctp", Ethernet(0x0800, Ipv4(132, Sctp(Bytes(20)))), "ethernet 14 | ipv4 20 | sctp 12 | payload 36"),
        New("udp-lite", Ethernet(0x0800, Ipv4(136, UdpLite(Bytes(20)))), "ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("unknown protocol", Ethernet(0x0800, Ipv4(253, Bytes(20))), "ethernet 14 | ipv4 20 | undissected 20"),
        New("first fragment", Ethernet(0x0800, Ipv4(17, Udp(Bytes(56), length: 2000), fragment: 0x2000)),
            "ethernet 14 | ipv4 20 | udp 8 | payload 56"),
        New("later fragment", Ethernet(0x0800, Ipv4(17, Bytes(64), fragment: 8)), "ethernet 14 | ipv4 20 | payload 64"),
        New("ipv6 extensions", Ethernet(0x86dd, Ipv6(0, Extension(43, Extension(60, Extension(6, Tcp(Bytes(9))), extra: 2)))),
            "ethernet 14 | ipv6 40 | ipv6-extensions 40 | tcp 20 | payload 9"),
        New("ipv6 mobility, hip, shim6", Ethernet(0x86dd, Ipv6(135, Extension(139, Extension(140, Extension(59, []))))),
            "ethernet 14 | ipv6 40 | ipv6-extensions 24"),
        New("ipv6 first fragment", Ethernet(0x86dd, Ipv6(44, Ipv6Fragment(17, Udp(Bytes(56), length: 2000)))),
            "ethernet 14 | ipv6 40 | ipv6-extensions 8 | udp 8 | payload 56"),
        New("ipv6 later fragment", Ethernet(0x86dd, Ipv6(44, Ipv6Fragment(17, Bytes(64), offset: 64))),
            "ethernet 14 | ipv6 40 | ipv6-extensions 8 | payload 64"),
        New("ipv6 authentication", Ethernet(0x86dd, Ipv6(0, Extension(51, Ah(60, Extension(17, Udp(Bytes(5))))))),
            "ethernet 14 | ipv6 40 | ipv6-extensions 8 | ah 24 | ipv6-extensions 8 | udp 8 | payload 5"),
        New("ipv4 authentication", Ethernet(0x0800, Ipv4(51, Ah(17, Udp(Bytes(5))))),
            "ethernet 14 | ipv4 20 | ah 24 | udp 8 | payload 5"),
        New("ipip", Ethernet(0x0800, Ipv4(4, Segment)),
            "ethernet 14 | ipv4 20 | ipv4 20 | tcp 20 | tcp-options 12 | payload 30"),
        New("6in4", Ethernet(0x0800, Ipv4(41, Datagram6)), "ethernet 14 | ipv4 20 | ipv6 40 | udp 8 | payload 20"),
        New("4in6", Ethernet(0x86dd, Ipv6(4, Datagram)), "ethernet 14 | ipv6 40 | ipv4 20 | udp 8 | payload 20"),
        New("srv6 ethernet", Ethernet(0x86dd, Ipv6(143, Inner)),
            "ethernet 14 | ipv6 40 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
    ];

    private static Stack[] Layer2Tunnels() =>
    [
        New("mpls", Ethernet(0x8847, Mpls(Datagram, labels: 3)), "ethernet 14 | mpls 12 | ipv4 20 | udp 8 | payload 20"),
        New("mpls ipv6", Ethernet(0x8848, Mpls(Datagram6)), "ethernet 14 | mpls 4 | ipv6 40 | udp 8 | payload 20"),
        New("mpls pseudowire", Ethernet(0x8847, Mpls(Join(U32(0), Inner))),
            "ethernet 14 | mpls 8 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("mpls pseudowire without control word", Ethernet(0x8847, Mpls(Inner, labels: 2)),
            "ethernet 14 | mpls 8 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("mpls in ip", Ethernet(0x0800, Ipv4(137, Mpls(Datagram))),
            "ethernet 14 | ipv4 20 | mpls 4 | ipv4 20 | udp 8 | payload 20"),
        New("pbb", Ethernet(0x88a8, Vlan(0x88e7, Pbb(Ethernet(0x8100, Vlan(0x0800, Datagram))))),
            "ethernet 14 | vlan 4 | pbb 4 | ethernet 14 | vlan 4 | ipv4 20 | udp 8 | payload 20"),
        New("pppoe", Padded(Ethernet(0x8864, Pppoe(Ppp(0x21, Ipv4(17, Udp(Bytes(2))))))),
            "ethernet 14 | pppoe 6 | ppp 2 | ipv4 20 | udp 8 | payload 2 | padding 8"),
        New("pppoe ipv6", Ethernet(0x8864, Pppoe(Ppp(0x57, Datagram6))),
            "ethernet 14 | pppoe 6 | ppp 2 | ipv6 40 | udp 8 | payload 20"),
        New("pppoe lcp", Padded(Ethernet(0x8864, Pppoe(Ppp(0xc021, Hex("01010004"))))),
            "ethernet 14 | pppoe 6 | ppp 6 | padding 34"),
        New("pppoe discovery", Padded(Ethernet(0x8863, Pppoe(Hex("01010000"), code: 9))),
            "ethernet 14 | pppoe 10 | padding 36"),
    ];

    private static Stack[] GreTunnels() =>
    [
        New("gre", Ethernet(0x0800, Ipv4(47, Gre(0x0800, Datagram))),
            "ethernet 14 | ipv4 20 | gre 4 | ipv4 20 | udp 8 | payload 20"),
        New("gre with all", Ethernet(0x0800, Ipv4(47, Gre(0x86dd, Datagram6, checksum: true, key: 7, sequence: 1))),
            "ethernet 14 | ipv4 20 | gre 16 | ipv6 40 | udp 8 | payload 20"),
        New("gre mpls", Ethernet(0x0800, Ipv4(47, Gre(0x8847, Mpls(Datagram)))),
            "ethernet 14 | ipv4 20 | gre 4 | mpls 4 | ipv4 20 | udp 8 | payload 20"),
        New("nvgre", Ethernet(0x0800, Ipv4(47, Gre(0x6558, Padded(Ethernet(0x0800, Ipv4(6, Tcp([])))), key: 0x2a00))),
            "ethernet 14 | ipv4 20 | gre 8 | ethernet 14 | ipv4 20 | tcp 20 | padding 6"),
        New("erspan 1", Ethernet(0x0800, Ipv4(47, Gre(0x88be, Inner))),
            "ethernet 14 | ipv4 20 | gre 4 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("erspan 2", Ethernet(0x0800, Ipv4(47, Gre(0x88be, Erspan2(Inner), sequence: 1))),
            "ethernet 14 | ipv4 20 | gre 8 | erspan 8 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("erspan 3", Ethernet(0x0800, Ipv4(47, Gre(0x22eb, Erspan3(Inner), sequence: 1))),
            "ethernet 14 | ipv4 20 | gre 8 | erspan 12 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("erspan 3 with platform", Ethernet(0x0800, Ipv4(47, Gre(0x22eb, Erspan3(Inner, platform: true), sequence: 1))),
            "ethernet 14 | ipv4 20 | gre 8 | erspan 20 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("pptp", Ethernet(0x0800, Ipv4(47, Pptp(Ppp(0x21, Datagram, address: true)))),
            "ethernet 14 | ipv4 20 | gre 16 | ppp 4 | ipv4 20 | udp 8 | payload 20"),
        New("pptp acknowledgment", Padded(Ethernet(0x0800, Ipv4(47, Pptp([])))),
            "ethernet 14 | ipv4 20 | gre 12 | padding 14"),
    ];

    private static Stack[] UdpTunnels() =>
    [
        New("vxlan", Ethernet(0x0800, Ipv4(17, Udp(Vxlan(Inner), destination: 4789))),
            "ethernet 14 | ipv4 20 | udp 8 | vxlan 8 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("vxlan arp", Ethernet(0x0800, Ipv4(17, Udp(Vxlan(Ethernet(0x0806, Arp())), destination: 8472))),
            "ethernet 14 | ipv4 20 | udp 8 | vxlan 8 | ethernet 14 | arp 28"),
        New("no vxlan", Ethernet(0x0800, Ipv4(17, Udp(new byte[40], destination: 4789))),
            "ethernet 14 | ipv4 20 | udp 8 | payload 40"),
        New("vxlan-gpe", Ethernet(0x0800, Ipv4(17, Udp(VxlanGpe(1, Datagram), destination: 4790))),
            "ethernet 14 | ipv4 20 | udp 8 | vxlan-gpe 8 | ipv4 20 | udp 8 | payload 20"),
        New("vxlan-gpe ethernet", Ethernet(0x0800, Ipv4(17, Udp(VxlanGpe(3, Inner), destination: 4790))),
            "ethernet 14 | ipv4 20 | udp 8 | vxlan-gpe 8 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("geneve", Ethernet(0x86dd, Ipv6(17, Udp(Geneve(0x6558, Inner, optionWords: 2), destination: 6081))),
            "ethernet 14 | ipv6 40 | udp 8 | geneve 16 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("geneve ipv6", Ethernet(0x0800, Ipv4(17, Udp(Geneve(0x86dd, Datagram6), destination: 6081))),
            "ethernet 14 | ipv4 20 | udp 8 | geneve 8 | ipv6 40 | udp 8 | payload 20"),
        New("gtp-u", Ethernet(0x0800, Ipv4(17, Udp(GtpU(Segment), 2152, 2152))),
            "ethernet 14 | ipv4 20 | udp 8 | gtp-u 8 | ipv4 20 | tcp 20 | tcp-options 12 | payload 30"),
        New("gtp-u with sequence", Ethernet(0x0800, Ipv4(17, Udp(GtpU(Datagram6, sequence: true), 2152, 2152))),
            "ethernet 14 | ipv4 20 | udp 8 | gtp-u 12 | ipv6 40 | udp 8 | payload 20"),
        New("gtp-u with extensions", Ethernet(0x0800, Ipv4(17, Udp(GtpU(Datagram, extensions: 2), 2152, 2152))),
            "ethernet 14 | ipv4 20 | udp 8 | gtp-u 20 | ipv4 20 | udp 8 | payload 20"),
        New("gtp-u echo", Ethernet(0x0800, Ipv4(17, Udp(GtpU([], sequence: true, type: 1), 2152, 2152))),
            "ethernet 14 | ipv4 20 | udp 8 | gtp-u 12"),
        New("l2tp", Ethernet(0x0800, Ipv4(17, Udp(L2tp2(Ppp(0x21, Datagram, address: true)), 1701, 1701))),
            "ethernet 14 | ipv4 20 | udp 8 | l2tp 8 | ppp 4 | ipv4 20 | udp 8 | payload 20"),
        New("l2tp with sequence", Ethernet(0x0800,
                Ipv4(17, Udp(L2tp2(Ppp(0x21, Datagram), length: false, sequence: true), 1701, 1701))),
            "ethernet 14 | ipv4 20 | udp 8 | l2tp 10 | ppp 2 | ipv4 20 | udp 8 | payload 20"),
        New("l2tp control", Ethernet(0x0800, Ipv4(17, Udp(Hex("c802 0014 0001 0000 0000 0000 8008 0000 0000 0001"), 1701, 1701))),
            "ethernet 14 | ipv4 20 | udp 8 | l2tp 20"),
        New("l2tp 3", Ethernet(0x0800, Ipv4(17, Udp(L2tp3(Inner), 1701, 1701))),
            "ethernet 14 | ipv4 20 | udp 8 | l2tp 8 | undissected 62"),
        New("l2tp 3 over ip", Ethernet(0x0800, Ipv4(115, Join(U32(5), Inner))),
            "ethernet 14 | ipv4 20 | l2tp 4 | undissected 62"),
        New("trailers of every level", Join(Ethernet(0x0800,
                Ipv4(17, Join(Udp(Vxlan(Padded(Ethernet(0x0800, Ipv4(6, Tcp([]))))), destination: 4789), Bytes(3)))), Bytes(5)),
            "ethernet 14 | ipv4 20 | udp 8 | vxlan 8 | ethernet 14 | ipv4 20 | tcp 20 | padding 6 | undissected 3 | padding 5"),
    ];

    private static Stack[] Opaque() =>
    [
        New("esp", Ethernet(0x0800, Ipv4(50, Esp(64))), "ethernet 14 | ipv4 20 | esp 8 | undissected 64"),
        New("esp in udp", Ethernet(0x0800, Ipv4(17, Udp(Esp(64), 4500, 4500))),
            "ethernet 14 | ipv4 20 | udp 8 | esp 8 | undissected 64"),
        New("ike", Ethernet(0x0800, Ipv4(17, Udp(Join(new byte[4], Bytes(60)), 4500, 4500))),
            "ethernet 14 | ipv4 20 | udp 8 | payload 64"),
        New("nat keep-alive", Padded(Ethernet(0x0800, Ipv4(17, Udp([0xff], 4500, 4500)))),
            "ethernet 14 | ipv4 20 | udp 8 | payload 1 | padding 17"),
        New("wireguard", Ethernet(0x0800, Ipv4(17, Udp(WireGuard(96), 51820, 51820))),
            "ethernet 14 | ipv4 20 | udp 8 | wireguard 16 | undissected 96 | wireguard 16"),
        New("wireguard handshake", Ethernet(0x0800, Ipv4(17, Udp(Join(Hex("01000000"), Bytes(144)), 40000, 51820))),
            "ethernet 14 | ipv4 20 | udp 8 | wireguard 148"),
        New("no wireguard", Ethernet(0x0800, Ipv4(17, Udp(Bytes(100), 40000, 51820))),
            "ethernet 14 | ipv4 20 | udp 8 | payload 100"),
    ];

    private static Stack New(string name, byte[] bytes, string spans) => New(name, LinkType.Ethernet, bytes, spans);

    private static Stack New(string name, LinkType linkType, byte[] bytes, string spans) => new(name, linkType, bytes, spans);
}
