using Wiretax.Capture;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>A frame and the spans that it must have.</summary>
internal sealed record Stack(string Name, LinkType LinkType, byte[] Frame, string Spans);

/// <summary>A well-formed frame of every stack that the dissector knows.</summary>
internal static partial class StackCatalogue
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
        New("rarp", Padded(Ethernet(0x8035, Arp())), "ethernet 14 | arp 28 | padding 18"),
        New("snap", Padded(Ieee8023(Snap(0x0800, Ipv4(17, Udp([]))))),
            "ethernet 14 | llc 8 | ipv4 20 | udp 8 | padding 10"),
        New("vlan with llc", Ethernet(0x8100, Vlan(36, Snap(0x0800, Ipv4(17, Udp([]))))),
            "ethernet 14 | vlan 4 | llc 8 | ipv4 20 | udp 8"),
        New("stp", Padded(Ieee8023(Stp())), "ethernet 14 | llc 3 | stp 35 | padding 8"),
        New("gvrp", Padded(Ieee8023(Gvrp())), "ethernet 14 | llc 3 | undissected 9 | padding 34"),
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
        New("null, little-endian", LinkType.Null, Join(Hex("02000000"), Datagram),
            "bsd-null 4 | ipv4 20 | udp 8 | payload 20"),
        New("null, big-endian", LinkType.Null, Join(Hex("00000002"), Datagram),
            "bsd-null 4 | ipv4 20 | udp 8 | payload 20"),
        New("null, ipv6", LinkType.Null, Join(Hex("1e000000"), Datagram6), "bsd-null 4 | ipv6 40 | udp 8 | payload 20"),
        New("loop", LinkType.Loop, Join(Hex("00000018"), Datagram6), "bsd-null 4 | ipv6 40 | udp 8 | payload 20"),
        New("ppp", LinkType.Ppp, Ppp(0x21, Datagram, address: true), "ppp 4 | ipv4 20 | udp 8 | payload 20"),
        New("ppp, bare", LinkType.Ppp, Ppp(0x57, Datagram6), "ppp 2 | ipv6 40 | udp 8 | payload 20"),
        New("ppp, compressed", LinkType.Ppp, Join([0x21], Datagram), "ppp 1 | ipv4 20 | udp 8 | payload 20"),
        New("ppp lcp", LinkType.Ppp, Ppp(0xc021, Hex("01010004"), address: true), "ppp 8"),
        New("ppp hdlc", LinkType.PppHdlc, Ppp(0x21, Datagram, address: true), "ppp 4 | ipv4 20 | udp 8 | payload 20"),
        New("cisco hdlc", LinkType.PppHdlc, Join(Hex("0f00 0800"), Datagram), "ppp 4 | ipv4 20 | udp 8 | payload 20"),
        New("cisco hdlc as ppp", LinkType.Ppp, Join(Hex("0f00 0800"), Datagram),
            "ppp 4 | ipv4 20 | udp 8 | payload 20"),
        New("cisco hdlc slarp", LinkType.CiscoHdlc, Hex("8f008035 00000002 00000001 00000000 ffff0064"), "ppp 20"),
        New("cisco hdlc link", LinkType.CiscoHdlc, Join(Hex("0f00 86dd"), Datagram6),
            "ppp 4 | ipv6 40 | udp 8 | payload 20"),
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
        New("802.11 mesh", LinkType.Ieee80211, Mesh(Snap(0x0800, Datagram), addresses: 0),
            "ieee80211 38 | llc 8 | ipv4 20 | udp 8 | payload 20"),
        New("802.11 mesh by proxy", LinkType.Ieee80211, Mesh(Snap(0x0800, Datagram), addresses: 2),
            "ieee80211 50 | llc 8 | ipv4 20 | udp 8 | payload 20"),
        New("802.11 mesh to a group", LinkType.Ieee80211,
            Ieee80211(0x8802, Join(Hex("0001 011f 00000007"), new byte[6], Snap(0x0800, Datagram))),
            "ieee80211 38 | llc 8 | ipv4 20 | udp 8 | payload 20"),
        New("802.11 qos with a limit like mesh", LinkType.Ieee80211,
            Ieee80211(0x8802, Join(Hex("0001"), Snap(0x0800, Datagram))),
            "ieee80211 26 | llc 8 | ipv4 20 | udp 8 | payload 20"),
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
        New("fragment within the header", Padded(Ethernet(0x0800, Ipv4(6, Tcp([])[..8], fragment: 0x2000))),
            "ethernet 14 | ipv4 20 | tcp 8 | padding 18"),
        New("fragment within the options",
            Padded(Ethernet(0x0800, Ipv4(6, Tcp([], new byte[12])[..24], fragment: 0x2000))),
            "ethernet 14 | ipv4 20 | tcp 20 | tcp-options 4 | padding 2"),
        New("later fragment", Ethernet(0x0800, Ipv4(17, Bytes(64), fragment: 8)), "ethernet 14 | ipv4 20 | payload 64"),
        New("ipv6 extensions",
            Ethernet(0x86dd, Ipv6(0, Extension(43, Extension(60, Extension(6, Tcp(Bytes(9))), extra: 2)))),
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

    private static Stack New(string name, byte[] bytes, string spans) => New(name, LinkType.Ethernet, bytes, spans);

    private static Stack New(string name, LinkType linkType, byte[] bytes, string spans) =>
        new(name, linkType, bytes, spans);
}
