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
        int protocol, byte[] inner, byte[]? options = null, int fragment = 0, int? totalLength = null, int? words = null)
    {
        options ??= [];
        var headerWords = words ?? (5 + (options.Length / 4));
        return Join(
            [(byte)(0x40 | headerWords), 0], U16(totalLength ?? (20 + options.Length + inner.Length)), U16(1), U16(fragment),
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

    public static byte[] Tcp(byte[] payload, byte[]? options = null, int source = 40000, int destination = 80, int? words = null)
    {
        options ??= [];
        var headerWords = words ?? (5 + (options.Length / 4));
        return Join(
            U16(source), U16(destination), U32(1000), U32(2000), [(byte)(headerWords << 4), 0x18], U16(502), U16(0), U16(0),
            options, payload);
    }

    public static byte[] Udp(byte[] payload, int source = 40000, int destination = 9, int? length = null) =>
        Join(U16(source), U16(destination), U16(length ?? (8 + payload.Length)), U16(0), payload);

    public static byte[] Icmp(int type, byte[] payload) => Join([(byte)type, 0], U16(0), U16(1), U16(1), payload);

    public static void PatchU16(byte[] bytes, int offset, int value) =>
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(offset), (ushort)value);
}
