using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Network;

/// <summary>IPv6 (RFC 8200). A view over the fixed header; the bytes must hold <see cref="Length"/>.</summary>
public readonly ref struct Ipv6Header(ReadOnlySpan<byte> bytes)
{
    private const int VersionAndClass = 0; // ..1, with flow label ..4
    private const int Payload = 4; // ..6
    private const int Next = 6; // ..7
    // hop limit 7..8, source 8..24, destination 24..40

    public const int Length = 40;

    private readonly ReadOnlySpan<byte> _bytes = bytes[..Length];

    public int Version => _bytes[VersionAndClass] >> 4;

    /// <summary>Bytes behind the fixed header, as stated; 0 for a jumbogram.</summary>
    public int PayloadLength => BinaryPrimitives.ReadUInt16BigEndian(_bytes[Payload..]);

    public byte NextHeader => _bytes[Next];

    public ReadOnlySpan<byte> Source => _bytes.Slice(8, 16);

    public ReadOnlySpan<byte> Destination => _bytes.Slice(24, 16);

    internal static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Ipv6, Length, out var bytes))
        {
            return HeaderKind.Undissected;
        }

        var header = new Ipv6Header(bytes);
        if (header.Version != 6)
        {
            return cursor.Malformed(Protocol.Ipv6, Length, 0);
        }

        var available = cursor.Remaining;
        var total = Length + header.PayloadLength;
        var inferred = total == Length && header.NextHeader != IpProtocol.NoNextHeader;
        if (inferred)
        {
            total = available;
        }
        else if (total > available)
        {
            cursor.Exceeds(Protocol.Ipv6, total);
            total = available;
        }

        cursor.Layers.BeginNetwork(version: 6, cursor.Offset, total, inferred);
        cursor.Narrow(cursor.Offset + total, Protocol.Padding);
        cursor.Take(Protocol.Ipv6, Length);
        return Ipv6Extensions.Dissect(ref cursor, header.NextHeader);
    }
}
