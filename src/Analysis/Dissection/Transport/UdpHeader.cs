using System.Buffers.Binary;
using Wiretax.Analysis.Dissection.Network;
using Wiretax.Analysis.Dissection.Tunnels;

namespace Wiretax.Analysis.Dissection.Transport;

/// <summary>UDP (RFC 768). A view over the header; the bytes must hold <see cref="Length"/>.</summary>
public readonly ref struct UdpHeader(ReadOnlySpan<byte> bytes)
{
    private const int Source = 0; // ..2
    private const int Destination = 2; // ..4
    private const int Total = 4; // ..6
    // checksum 6..8

    public const int Length = 8;

    private readonly ReadOnlySpan<byte> _bytes = bytes[..Length];

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[Source..]);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[Destination..]);

    /// <summary>
    /// Header and payload in bytes, as stated; 0 in a jumbogram (RFC 2675) and under segmentation offload.
    /// </summary>
    public int TotalLength => BinaryPrimitives.ReadUInt16BigEndian(_bytes[Total..]);

    internal static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Udp, Length, out var bytes))
        {
            return Fragments.HeaderPart(ref cursor, Protocol.Udp, Length);
        }

        var header = new UdpHeader(bytes);
        var total = header.TotalLength;
        if (total is > 0 and < Length)
        {
            return cursor.Malformed(Protocol.Udp, Length, total);
        }

        if (total > cursor.Remaining)
        {
            cursor.Exceeds(Protocol.Udp, total);
        }
        else if (total != 0)
        {
            // What the datagram leaves of IP's payload is the surplus area of UDP options (RFC 9868).
            cursor.Narrow(cursor.Offset + total, Protocol.Undissected);
        }
        else
        {
            cursor.Layers.LengthInferred = true;
        }

        var start = cursor.Offset;
        cursor.Take(Protocol.Udp, Length);
        cursor.SetTransport(Protocol.Udp, start);
        return UdpTunnel.Next(header.SourcePort, header.DestinationPort);
    }

    /// <summary>
    /// UDP-Lite (RFC 3828) counts as UDP: the same 8 bytes, with the checksum's coverage where UDP has the length.
    /// </summary>
    internal static HeaderKind DissectLite(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Udp, Length, out _))
        {
            return Fragments.HeaderPart(ref cursor, Protocol.Udp, Length);
        }

        var start = cursor.Offset;
        cursor.Take(Protocol.Udp, Length);
        cursor.SetTransport(Protocol.Udp, start);
        return HeaderKind.Payload;
    }
}
