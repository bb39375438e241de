namespace Wiretax.Tests.Capture.Files;

/// <summary>Sound files whose packets are not: every frame is read, and it is the dissector that must stay calm.</summary>
internal static class MalformedPackets
{
    public static IEnumerable<MalformedCapture> All()
    {
        yield return Of("packet-ip-in-ip-300-deep.pcap", "300 IPv4 headers inside one another.", Ethernet(0x0800, IpInIp(300)));
        yield return Of("packet-vlan-600-tags.pcap", "600 VLAN tags.", Ethernet(0x8100, Repeat(599, 0, 1, 0x81, 0), [0, 1, 8, 0], Ipv4(17, new byte[8])));
        yield return Of("packet-mpls-300-labels.pcap", "300 MPLS labels, none of them the last one.", Ethernet(0x8847, Repeat(300, 0, 1, 0, 64)));
        yield return Of("packet-ipv6-200-extensions.pcap", "200 IPv6 destination options headers.",
            Ethernet(0x86dd, Ipv6(60, [.. Repeat(199, 60, 0, 1, 4, 0, 0, 0, 0), .. (byte[])[17, 0, 1, 4, 0, 0, 0, 0], .. new byte[8]])));
        yield return Of("packet-ipv4-header-length-0.pcap", "An IPv4 header that claims to be 0 bytes long, with protocol 4 (IP in IP).",
            Ethernet(0x0800, Ipv4(4, new byte[40], first: 0x40)));
        yield return Of("packet-ipv4-header-length-4.pcap", "An IPv4 header that claims 16 bytes, below the minimum of 20.",
            Ethernet(0x0800, Ipv4(6, new byte[40], first: 0x44)));
        yield return Of("packet-ipv4-header-beyond-frame.pcap", "An IPv4 header that claims 60 bytes in a frame that has 28.",
            Ethernet(0x0800, Ipv4(6, new byte[8], first: 0x4f)));
        yield return Of("packet-ipv4-total-length-0.pcap", "An IPv4 total length of 0, as segmentation offload leaves it.",
            Ethernet(0x0800, Ipv4(17, [0, 1, 0, 2, 0, 40, 0, 0, .. new byte[32]], total: 0)));
        yield return Of("packet-ipv4-total-length-below-header.pcap", "An IPv4 total length of 7, below the header's own.",
            Ethernet(0x0800, Ipv4(17, new byte[40], total: 7)));
        yield return Of("packet-ipv4-total-length-beyond-frame.pcap", "An IPv4 total length of 65,535 in a frame of 74 bytes.",
            Ethernet(0x0800, Ipv4(17, new byte[40], total: 65_535)));
        yield return Of("packet-ipv4-option-length-0.pcap", "An IPv4 option of length 0, on which naive walks never end.",
            Ethernet(0x0800, Ipv4(17, [7, 0, 0, 0, .. new byte[8]], first: 0x46)));
        yield return Of("packet-tcp-option-length-0.pcap", "A TCP option of length 0, on which naive walks never end.",
            Ethernet(0x0800, Ipv4(6, [.. Tcp(offset: 8), 8, 0, .. new byte[10]])));
        yield return Of("packet-tcp-data-offset-0.pcap", "A TCP data offset of 0.", Ethernet(0x0800, Ipv4(6, [.. Tcp(offset: 0), .. new byte[20]])));
        yield return Of("packet-tcp-data-offset-beyond-segment.pcap", "A TCP data offset of 60 bytes in a segment of 20.",
            Ethernet(0x0800, Ipv4(6, Tcp(offset: 15))));
        yield return Of("packet-udp-length-0.pcap", "A UDP length of 0.", Ethernet(0x0800, Ipv4(17, [0, 1, 0, 2, 0, 0, 0, 0, .. new byte[10]])));
        yield return Of("packet-udp-length-beyond-datagram.pcap", "A UDP length of 65,535 in a datagram of 38 bytes.",
            Ethernet(0x0800, Ipv4(17, [0, 1, 0, 2, 255, 255, 0, 0, .. new byte[10]])));
        yield return Of("packet-ipv6-payload-length-0.pcap", "An IPv6 payload length of 0 with payload behind it.",
            Ethernet(0x86dd, Ipv6(17, [0, 1, 0, 2, 0, 18, 0, 0, .. new byte[10]], payload: 0)));
        yield return Of("packet-fragment-offset-beyond-64-kib.pcap", "An IPv4 fragment whose end lies beyond 65,535 bytes.",
            Ethernet(0x0800, Ipv4(17, new byte[100], fragment: 0x1fff)));
        yield return Of("packet-gre-nested-100.pcap", "GRE in IPv4 in GRE, a hundred deep.", Ethernet(0x0800, GreNested(100)));
        yield return Of("packet-ethernet-13-bytes.pcap", "A frame one byte shorter than an Ethernet header.", new byte[13]);
        yield return Of("packet-one-byte.pcap", "A frame of one byte.", [0x45]);
        yield return Of("packet-arp-too-short.pcap", "An ARP packet of 5 bytes.", Ethernet(0x0806, [0, 1, 8, 0, 6]));
    }

    private static MalformedCapture Of(string name, string explanation, byte[] frame) =>
        new(name, new FileBuilder().Pcap().Record(frame).ToArray(), explanation, 1);

    private static byte[] Ethernet(int type, params byte[][] content) =>
        [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, (byte)(type >> 8), (byte)type, .. content.SelectMany(each => each)];

    private static byte[] Ipv4(byte protocol, byte[] content, byte first = 0x45, int? total = null, int fragment = 0)
    {
        var length = total ?? 20 + content.Length;
        return
        [
            first, 0, (byte)(length >> 8), (byte)length, 0, 1, (byte)(fragment >> 8), (byte)fragment, 64, protocol, 0, 0,
            10, 0, 0, 1, 10, 0, 0, 2, .. content,
        ];
    }

    private static byte[] Ipv6(byte next, byte[] content, int? payload = null)
    {
        var length = payload ?? content.Length;
        return
        [
            0x60, 0, 0, 0, (byte)(length >> 8), (byte)length, next, 64,
            0xfd, .. new byte[14], 1, 0xfd, .. new byte[14], 2, .. content,
        ];
    }

    private static byte[] Tcp(int offset) => [0, 80, 0, 81, 0, 0, 0, 1, 0, 0, 0, 1, (byte)(offset << 4), 0x10, 1, 0, 0, 0, 0, 0];

    private static byte[] IpInIp(int depth)
    {
        var packet = Ipv4(17, [0, 1, 0, 2, 0, 8, 0, 0]);
        for (var i = 1; i < depth; i++)
            packet = Ipv4(4, packet);
        return packet;
    }

    private static byte[] GreNested(int depth)
    {
        var packet = Ipv4(17, [0, 1, 0, 2, 0, 8, 0, 0]);
        for (var i = 0; i < depth; i++)
            packet = Ipv4(47, [0, 0, 8, 0, .. packet]);
        return packet;
    }

    private static byte[] Repeat(int count, params byte[] bytes) => [.. Enumerable.Repeat(bytes, count).SelectMany(each => each)];
}
