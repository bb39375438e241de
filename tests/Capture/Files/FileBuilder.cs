using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Wiretax.Tests.Capture.Files;

/// <summary>Puts capture files together byte by byte, right or wrong on purpose, in either byte order.</summary>
internal sealed class FileBuilder(bool bigEndian = false)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public int Length => _bytes.WrittenCount;

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public Stream ToStream() => new MemoryStream(ToArray());

    public FileBuilder Bytes(params ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public FileBuilder U16(int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        if (bigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return Bytes(bytes);
    }

    public FileBuilder U32(long value)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (bigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(bytes, unchecked((uint)value));
        else
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, unchecked((uint)value));
        return Bytes(bytes);
    }

    public FileBuilder U64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        if (bigEndian)
            BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return Bytes(bytes);
    }

    public FileBuilder Pcap(uint magic = 0xa1b2c3d4, int linkType = 1, uint snapLength = 262_144, int major = 2, int minor = 4) =>
        U32(magic).U16(major).U16(minor).U32(0).U32(0).U32(snapLength).U32(linkType);

    /// <summary>A record of pcap; <paramref name="captured"/> and <paramref name="original"/> default to the data's length.</summary>
    public FileBuilder Record(
        ReadOnlySpan<byte> data, long seconds = 1_700_000_000, long fraction = 0, long? captured = null, long? original = null) =>
        U32(seconds).U32(fraction).U32(captured ?? data.Length).U32(original ?? data.Length).Bytes(data);

    /// <summary>A block of pcapng around a body, padded to 32 bits.</summary>
    public FileBuilder Block(uint type, byte[] body, uint? length = null, uint? trailer = null)
    {
        var padded = (body.Length + 3) & ~3;
        var total = (uint)padded + 12;
        return U32(type).U32(length ?? total).Bytes(body).Bytes(new byte[padded - body.Length]).U32(trailer ?? length ?? total);
    }

    public FileBuilder Section(params byte[] options) =>
        Block(0x0a0d0d0a, Body(body => body.U32(0x1a2b3c4d).U16(1).U16(0).U64(ulong.MaxValue).Bytes(options)));

    public FileBuilder Interface(int linkType = 1, uint snapLength = 0, params byte[] options) =>
        Block(1, Body(body => body.U16(linkType).U16(0).U32(snapLength).Bytes(options)));

    public FileBuilder Enhanced(
        byte[] data, ulong ticks = 1_700_000_000_000_000, int @interface = 0, long? captured = null, long? original = null,
        params byte[] options) =>
        Block(6, Body(body => body.U32(@interface).U32((uint)(ticks >> 32)).U32((uint)ticks)
            .U32(captured ?? data.Length).U32(original ?? data.Length).Padded(data).Bytes(options)));

    public FileBuilder Simple(byte[] data, long? original = null) =>
        Block(3, Body(body => body.U32(original ?? data.Length).Bytes(data)));

    public FileBuilder Obsolete(byte[] data, ulong ticks, int @interface = 0, int drops = 0xffff, long? original = null) =>
        Block(2, Body(body => body.U16(@interface).U16(drops).U32((uint)(ticks >> 32)).U32((uint)ticks)
            .U32(data.Length).U32(original ?? data.Length).Bytes(data)));

    public FileBuilder Statistics(int @interface, params byte[] options) =>
        Block(5, Body(body => body.U32(@interface).U64(0).Bytes(options)));

    public byte[] Option(int code, params byte[] value) => Body(body => body.U16(code).U16(value.Length).Padded(value));

    public byte[] Option(int code, string text) => Option(code, Encoding.UTF8.GetBytes(text));

    public byte[] Counter(int code, ulong value) => Option(code, Body(body => body.U64(value)));

    public byte[] Body(Action<FileBuilder> fill)
    {
        var body = new FileBuilder(bigEndian);
        fill(body);
        return body.ToArray();
    }

    private FileBuilder Padded(byte[] data) => Bytes(data).Bytes(new byte[-data.Length & 3]);
}
