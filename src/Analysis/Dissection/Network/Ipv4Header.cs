using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Network;

/// <summary>IPv4 (RFC 791). A view over the header; the bytes must hold at least <see cref="MinLength"/>.</summary>
public readonly ref struct Ipv4Header(ReadOnlySpan<byte> bytes)
{
    private const int VersionAndLength = 0; // ..1
    // type of service 1..2
    private const int Total = 2; // ..4
    private const int Identifier = 4; // ..6
    private const int FlagsAndOffset = 6; // ..8
    // time to live 8..9
    private const int ProtocolNumber = 9; // ..10
    // checksum 10..12, source 12..16, destination 16..20, options

    public const int MinLength = 20;

    private const int MoreFragmentsOrOffset = 0x3fff;
    private const int OffsetMask = 0x1fff;

    private readonly ReadOnlySpan<byte> _bytes = bytes[..MinLength];

    public int Version => _bytes[VersionAndLength] >> 4;

    /// <summary>In bytes, options included, as stated: below 20 where it is wrong.</summary>
    public int HeaderLength => (_bytes[VersionAndLength] & 0x0f) * 4;

    /// <summary>Header and payload in bytes, as stated.</summary>
    public int TotalLength => BinaryPrimitives.ReadUInt16BigEndian(_bytes[Total..]);

    public ushort Identification => BinaryPrimitives.ReadUInt16BigEndian(_bytes[Identifier..]);

    public byte Protocol => _bytes[ProtocolNumber];

    public ReadOnlySpan<byte> Source => _bytes.Slice(12, 4);

    public ReadOnlySpan<byte> Destination => _bytes.Slice(16, 4);

    private int Fragmentation => BinaryPrimitives.ReadUInt16BigEndian(_bytes[FlagsAndOffset..]);

    internal static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Dissection.Protocol.Ipv4, MinLength, out var bytes))
        {
            return HeaderKind.Undissected;
        }

        var header = new Ipv4Header(bytes);
        var available = cursor.Remaining;
        var headerLength = header.HeaderLength;
        if (header.Version != 4)
        {
            // Seen in the wild: IPv6 behind IPv4's EtherType. The header itself says it best.
            return header.Version == 6 ? HeaderKind.Ipv6 : cursor.Malformed(Dissection.Protocol.Ipv4, MinLength, 0);
        }

        if (headerLength < MinLength)
        {
            return cursor.Malformed(Dissection.Protocol.Ipv4, MinLength, headerLength);
        }

        if (headerLength > available)
        {
            return cursor.Exceeds(Dissection.Protocol.Ipv4, headerLength);
        }

        var total = header.TotalLength;
        var inferred = total == 0;
        if (inferred)
        {
            total = available;
        }
        else if (total < headerLength)
        {
            return cursor.Malformed(Dissection.Protocol.Ipv4, headerLength, total);
        }
        else if (total > available)
        {
            cursor.Exceeds(Dissection.Protocol.Ipv4, total);
            total = available;
        }

        cursor.Layers.BeginNetwork(version: 4, cursor.Offset, total, inferred);
        cursor.Narrow(cursor.Offset + total, Dissection.Protocol.Padding);
        cursor.Take(Dissection.Protocol.Ipv4, MinLength);
        if (headerLength > MinLength)
        {
            cursor.Take(Dissection.Protocol.Ipv4Options, headerLength - MinLength);
        }

        var fragmentation = header.Fragmentation;
        if ((fragmentation & MoreFragmentsOrOffset) != 0)
        {
            if ((fragmentation & OffsetMask) != 0)
            {
                return Fragments.Later(ref cursor);
            }

            Fragments.First(ref cursor);
        }

        return IpProtocol.Next(header.Protocol);
    }
}
