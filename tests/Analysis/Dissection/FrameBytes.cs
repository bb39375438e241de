using System.Buffers.Binary;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>
/// Frames from raw bytes, inside out: each method puts a header around what is given. Checksums are left 0, which the
/// dissection does not look at.
/// </summary>
internal static class FrameBytes
{
    public static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 7) + 1);
        }

        return bytes;
    }

    public static byte[] Join(params byte[][] parts) => parts.SelectMany(part => part).ToArray();

    public static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] U32(long value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    public static byte[] Ethernet(int etherType, byte[] inner) =>
        Join(Hex("02 00 00 00 00 02  02 00 00 00 00 01"), U16(etherType), inner);

    public static byte[] Padded(byte[] frame, int length = 60) =>
        frame.Length >= length ? frame : Join(frame, new byte[length - frame.Length]);

    public static byte[] Vlan(int etherType, byte[] inner) => Join(U16(100), U16(etherType), inner);

    public static byte[] Arp() => Join(
        Hex("0001 0800 06 04 0001"), Hex("020000000001 0a000001"), Hex("000000000000 0a000002"));

    /// <param name="fragment">Flags and offset as they stand in the header: 0x2000 more fragments.</param>
    public static byte[] Ipv4(
        int protocol,
        byte[] inner,
        byte[]? options = null,
        int fragment = 0,
        int? totalLength = null,
        int? words = null)
    {
        options ??= [];
        var headerWords = words ?? (5 + (options.Length / 4));
        return Join(
            [(byte)(0x40 | headerWords), 0], U16(totalLength ?? (20 + options.Length + inner.Length)),
            U16(1), U16(fragment),
            [64, (byte)protocol], U16(0), Hex("0a000001 0a000002"), options, inner);
    }

    public static byte[] Ipv6(int nextHeader, byte[] inner, int? payloadLength = null) => Join(
        Hex("60000000"), U16(payloadLength ?? inner.Length), [(byte)nextHeader, 64],
        Hex("fd000000000000000000000000000001"), Hex("fd000000000000000000000000000002"), inner);

    /// <summary>An extension header of 8 bytes and <paramref name="extra"/> times 8 more.</summary>
    public static byte[] Extension(int nextHeader, byte[] inner, int extra = 0) =>
        Join([(byte)nextHeader, (byte)extra, 1, (byte)(4 + (8 * extra))], new byte[4 + (8 * extra)], inner);

    public static byte[] Ipv6Fragment(int nextHeader, byte[] inner, int offset = 0, bool more = true) =>
        Join([(byte)nextHeader, 0], U16((offset & 0xfff8) | (more ? 1 : 0)), U32(1), inner);

    public static byte[] Tcp(
        byte[] payload, byte[]? options = null, int source = 40000, int destination = 80, int? words = null)
    {
        options ??= [];
        var headerWords = words ?? (5 + (options.Length / 4));
        return Join(
            U16(source), U16(destination), U32(1000), U32(2000),
            [(byte)(headerWords << 4), 0x18], U16(502), U16(0), U16(0), options, payload);
    }

    public static byte[] Udp(byte[] payload, int source = 40000, int destination = 9, int? length = null) =>
        Join(U16(source), U16(destination), U16(length ?? (8 + payload.Length)), U16(0), payload);

    public static byte[] Icmp(int type, byte[] payload) => Join([(byte)type, 0], U16(0), U16(1), U16(1), payload);

    public static void PatchU16(byte[] bytes, int offset, int value) =>
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(offset), (ushort)value);

    public static byte[] UdpLite(byte[] payload) => Join(U16(40000), U16(9), U16(8), U16(0), payload);

    public static byte[] Sctp(byte[] payload) => Join(
        U16(40000), U16(5000), U32(1), U32(0), [0, 3], U16(16 + payload.Length), U32(1), U32(1), U32(0), payload);

    public static byte[] Igmp() => Join([0x16, 0], U16(0), Hex("e0000001"));

    public static byte[] Ah(int next, byte[] inner) =>
        Join([(byte)next, 4], U16(0), U32(1), U32(1), new byte[12], inner);

    public static byte[] Esp(int encrypted) => Join(U32(0x1234), U32(1), Bytes(encrypted));

    public static byte[] Snap(int etherType, byte[] inner) => Join(Hex("aaaa03 000000"), U16(etherType), inner);

    public static byte[] Ieee8023(byte[] llc) => Ethernet(llc.Length, llc);

    /// <summary>GVRP, an application of GARP: spanning tree's LLC, another protocol behind it.</summary>
    public static byte[] Gvrp() => Hex("424203 0001 01 04 02 0001 00 00");

    public static byte[] Stp() => Join(Hex("424203"), new byte[35]);

    public static byte[] Lldp() => Hex("0207 04 020000000001  0402 07 61  0602 0078  0000");

    public static byte[] Lacp() => Join([1, 1, 1, 20], new byte[106]);

    public static byte[] LinuxSll(int etherType, byte[] inner, int hardware = 1) =>
        Join(U16(0), U16(hardware), U16(6), Hex("0200000000010000"), U16(etherType), inner);

    public static byte[] LinuxSll2(int etherType, byte[] inner, int hardware = 1) =>
        Join(U16(etherType), U16(0), U32(2), U16(hardware), [0, 6], Hex("0200000000010000"), inner);

    /// <param name="address">With the address and control bytes of HDLC framing.</param>
    public static byte[] Ppp(int protocol, byte[] inner, bool address = false) =>
        Join(address ? Hex("ff03") : [], U16(protocol), inner);

    public static byte[] Pppoe(byte[] ppp, int code = 0) => Join([0x11, (byte)code], U16(1), U16(ppp.Length), ppp);

    public static byte[] Mpls(byte[] inner, int labels = 1)
    {
        for (var i = 0; i < labels; i++)
        {
            inner = Join(U32((16L + i) << 12 | (i == 0 ? 0x100u : 0) | 64), inner);
        }

        return inner;
    }

    public static byte[] Pbb(byte[] ethernet) => Join(U32(1000), ethernet);

    public static byte[] Gre(
        int type, byte[] inner, bool checksum = false, long? key = null, long? sequence = null) => Join(
        U16((checksum ? 0x8000 : 0) | (key is null ? 0 : 0x2000) | (sequence is null ? 0 : 0x1000)), U16(type),
        checksum ? U32(0) : [], key is null ? [] : U32(key.Value), sequence is null ? [] : U32(sequence.Value), inner);

    public static byte[] Pptp(byte[] ppp, bool acknowledgment = true) => Join(
        U16(0x2001 | (ppp.Length > 0 ? 0x1000 : 0) | (acknowledgment ? 0x80 : 0)), U16(0x880b), U16(ppp.Length), U16(7),
        ppp.Length > 0 ? U32(1) : [], acknowledgment ? U32(1) : [], ppp);

    /// <param name="isCut">The mirror sent the beginning of the frame only, and says so.</param>
    public static byte[] Erspan2(byte[] ethernet, bool isCut = false) =>
        Join(U16(0x1064), U16(isCut ? 0x0401 : 1), U32(0), ethernet);

    /// <param name="isCut">As in <see cref="Erspan2"/>.</param>
    /// <param name="type">0 for an Ethernet frame, 2 for an IP datagram.</param>
    public static byte[] Erspan3(byte[] inner, bool platform = false, bool isCut = false, int type = 0) => Join(
        U16(0x2064), U16(isCut ? 0x0401 : 1), U32(0), U16(0), U16((type << 10) | (platform ? 1 : 0)),
        platform ? new byte[8] : [], inner);

    public static byte[] Vxlan(byte[] ethernet) => Join(Hex("08000000 00002a00"), ethernet);

    public static byte[] VxlanGpe(int next, byte[] inner) => Join([0x0c, 0, 0, (byte)next], Hex("00002a00"), inner);

    public static byte[] Geneve(int etherType, byte[] inner, int optionWords = 0) =>
        Join([(byte)optionWords, 0], U16(etherType), Hex("00002a00"), GeneveOptions(optionWords), inner);

    public static byte[] GtpU(byte[] inner, bool sequence = false, int extensions = 0, int type = 255)
    {
        var optional = sequence || extensions > 0
            ? Join(U16(1), [0, (byte)(extensions > 0 ? 0x85 : 0)])
            : [];
        for (var i = 0; i < extensions; i++)
        {
            optional = Join(optional, [1, 0, 9, (byte)(i + 1 < extensions ? 0x85 : 0)]);
        }

        var flags = 0x30 | (sequence ? 2 : 0) | (extensions > 0 ? 4 : 0);
        return Join([(byte)flags, (byte)type], U16(optional.Length + inner.Length), U32(7), optional, inner);
    }

    public static byte[] L2tp2(byte[] ppp, bool length = true, bool sequence = false) => Join(
        U16(2 | (length ? 0x4000 : 0) | (sequence ? 0x0800 : 0)),
        length ? U16(8 + (sequence ? 4 : 0) + ppp.Length) : [], U16(1), U16(2), sequence ? U32(1) : [], ppp);

    public static byte[] L2tp3(byte[] inner) => Join(U16(3), U16(0), U32(1), inner);

    public static byte[] WireGuard(int encrypted) => Join(Hex("04000000"), U32(1), new byte[8], Bytes(encrypted + 16));

    /// <param name="control">Frame control as it stands in the frame: type and subtype, then flags.</param>
    public static byte[] Ieee80211(int control, byte[] inner, int extra = 0) => Join(
        U16(control), U16(0), Hex("020000000001 020000000002 020000000003"), U16(0), new byte[extra], inner);

    /// <summary>Mesh data (802.11s) between four addresses: QoS says that a mesh control field follows.</summary>
    /// <param name="addresses">Further addresses in the mesh control field: 0 to 2.</param>
    public static byte[] Mesh(byte[] inner, int addresses) => Ieee80211(
        0x8803, Join(new byte[6], Hex("0001"), [(byte)addresses, 31], U32(7), new byte[6 * addresses], inner));

    public static byte[] Radiotap(byte[] ieee80211, bool fcs = false, bool padded = false) => Join(
        [0, 0, 17, 0], Hex("03000000"), new byte[8], [(byte)((fcs ? 0x10 : 0) | (padded ? 0x20 : 0))],
        ieee80211, fcs ? new byte[4] : []);

    private static byte[] GeneveOptions(int words) => words == 0
        ? []
        : Join(Hex("0102 00"), [(byte)(words - 1)], new byte[4 * (words - 1)]);
}
