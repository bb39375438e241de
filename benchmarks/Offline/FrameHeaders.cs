using System.Buffers.Binary;

namespace Wiretax.Offline;

/// <summary>Headers of one frame, from Ethernet to transport, laid one behind the other into a buffer.</summary>
internal ref struct FrameHeaders(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Bytes => _buffer[..Length];

    public void Ethernet(uint from, uint to, ushort etherType, int vlan)
    {
        Mac(to);
        Mac(from);
        if (vlan > 0)
        {
            Put16(0x8100);
            Put16((ushort)vlan);
        }
        Put16(etherType);
    }

    /// <param name="payload">Bytes behind the IP header.</param>
    public void Ipv4(uint from, uint to, byte protocol, int payload, ushort identification)
    {
        var at = Length;
        Put16(0x4500);
        Put16((ushort)(20 + payload));
        Put16(identification);
        Put16(0x4000);
        Put16((ushort)(64 << 8 | protocol));
        Put16(0);
        Put32(from);
        Put32(to);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[(at + 10)..], Checksum(_buffer.Slice(at, 20)));
    }

    public void Ipv6(uint from, uint to, byte protocol, int payload)
    {
        Put32(0x60000000);
        Put16((ushort)payload);
        Put16((ushort)(protocol << 8 | 64));
        foreach (var address in (ReadOnlySpan<uint>)[from, to])
        {
            Put32(0xfd000000);
            Put32(0);
            Put32(0);
            Put32(address);
        }
    }

    /// <param name="options">Length of the options in bytes: 0, 12 (timestamps) or 20 (of a SYN).</param>
    public void Tcp(ushort from, ushort to, uint sequence, uint acknowledgement, byte flags, int options, uint time, uint echo)
    {
        Put16(from);
        Put16(to);
        Put32(sequence);
        Put32(acknowledgement);
        Put16((ushort)((20 + options) / 4 << 12 | flags));
        Put16(64_000);
        Put32(0);
        if (options == 20)
        {
            Put32(0x020405b4);
            Put16(0x0402);
        }
        else if (options == 4)
        {
            Put32(0x020405b4);
        }
        else if (options == 12)
        {
            Put16(0x0101);
        }
        if (options >= 12)
        {
            Put16(0x080a);
            Put32(time);
            Put32(echo);
        }
        if (options == 20)
        {
            Put32(0x01030307);
        }
    }

    public void Udp(ushort from, ushort to, int payload)
    {
        Put16(from);
        Put16(to);
        Put16((ushort)(8 + payload));
        Put16(0);
    }

    public void Echo(byte type, ushort identifier, ushort sequence)
    {
        Put16((ushort)(type << 8));
        Put16(0);
        Put16(identifier);
        Put16(sequence);
    }

    private void Mac(uint host)
    {
        Put16(0x0200);
        Put32(host);
    }

    private void Put16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[Length..], value);
        Length += 2;
    }

    private void Put32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_buffer[Length..], value);
        Length += 4;
    }

    /// <summary>RFC 1071.</summary>
    private static ushort Checksum(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (var i = 0; i < header.Length; i += 2)
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~((sum & 0xffff) + (sum >> 16));
    }
}
