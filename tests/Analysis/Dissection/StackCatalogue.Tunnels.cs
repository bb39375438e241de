using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

internal static partial class StackCatalogue
{
    private static Stack[] Layer2Tunnels() =>
    [
        New("mpls", Ethernet(0x8847, Mpls(Datagram, labels: 3)),
            "ethernet 14 | mpls 12 | ipv4 20 | udp 8 | payload 20"),
        New("mpls ipv6", Ethernet(0x8848, Mpls(Datagram6)), "ethernet 14 | mpls 4 | ipv6 40 | udp 8 | payload 20"),
        New("mpls pseudowire", Ethernet(0x8847, Mpls(Join(U32(0), Inner))),
            "ethernet 14 | mpls 8 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("mpls pseudowire without control word", Ethernet(0x8847, Mpls(Inner, labels: 2)),
            "ethernet 14 | mpls 8 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("mpls pseudowire to an address like ipv4", Ethernet(0x8847, Mpls(Join(Hex("4c5e0c010203"), Inner[6..]))),
            "ethernet 14 | mpls 4 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
        New("mpls pseudowire to an address like ipv6", Ethernet(0x8847, Mpls(Join(Hex("64006a010203"), Inner[6..]))),
            "ethernet 14 | mpls 4 | ethernet 14 | ipv4 20 | udp 8 | payload 20"),
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
        New("erspan 3 with platform",
            Ethernet(0x0800, Ipv4(47, Gre(0x22eb, Erspan3(Inner, platform: true), sequence: 1))),
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
        New("mpls in udp", Ethernet(0x0800, Ipv4(17, Udp(Mpls(Datagram, labels: 2), destination: 6635))),
            "ethernet 14 | ipv4 20 | udp 8 | mpls 8 | ipv4 20 | udp 8 | payload 20"),
        New("no mpls in udp", Ethernet(0x0800, Ipv4(17, Udp(Join(U32(0x100), Bytes(20)), destination: 6635))),
            "ethernet 14 | ipv4 20 | udp 8 | payload 24"),
        New("mpls explicit null in udp", Ethernet(0x0800, Ipv4(17, Udp(Join(U32(0x140), Datagram), destination: 6635))),
            "ethernet 14 | ipv4 20 | udp 8 | mpls 4 | ipv4 20 | udp 8 | payload 20"),
        New("mpls explicit null of ipv6 in udp",
            Ethernet(0x0800, Ipv4(17, Udp(Join(U32(0x2140), Datagram6), destination: 6635))),
            "ethernet 14 | ipv4 20 | udp 8 | mpls 4 | ipv6 40 | udp 8 | payload 20"),
        New("l2tp", Ethernet(0x0800, Ipv4(17, Udp(L2tp2(Ppp(0x21, Datagram, address: true)), 1701, 1701))),
            "ethernet 14 | ipv4 20 | udp 8 | l2tp 8 | ppp 4 | ipv4 20 | udp 8 | payload 20"),
        New("l2tp with sequence", Ethernet(0x0800,
                Ipv4(17, Udp(L2tp2(Ppp(0x21, Datagram), length: false, sequence: true), 1701, 1701))),
            "ethernet 14 | ipv4 20 | udp 8 | l2tp 10 | ppp 2 | ipv4 20 | udp 8 | payload 20"),
        New("l2tp control", Ethernet(0x0800,
                Ipv4(17, Udp(Hex("c802 0014 0001 0000 0000 0000 8008 0000 0000 0001"), 1701, 1701))),
            "ethernet 14 | ipv4 20 | udp 8 | l2tp 20"),
        New("l2tp 3", Ethernet(0x0800, Ipv4(17, Udp(L2tp3(Inner), 1701, 1701))),
            "ethernet 14 | ipv4 20 | udp 8 | l2tp 8 | undissected 62"),
        New("l2tp 3 over ip", Ethernet(0x0800, Ipv4(115, Join(U32(5), Inner))),
            "ethernet 14 | ipv4 20 | l2tp 4 | undissected 62"),
        New("trailers of every level", Join(
                Ethernet(0x0800, Ipv4(17, Join(
                    Udp(Vxlan(Padded(Ethernet(0x0800, Ipv4(6, Tcp([]))))), destination: 4789), Bytes(3)))),
                Bytes(5)),
            "ethernet 14 | ipv4 20 | udp 8 | vxlan 8 | ethernet 14 | ipv4 20 | tcp 20"
            + " | padding 6 | undissected 3 | padding 5"),
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
}
