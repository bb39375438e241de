using System.Buffers.Binary;
using Wiretax.Analysis.Dissection.Network;

namespace Wiretax.Analysis.Dissection.Transport;

/// <summary>TCP (RFC 9293). A view over the header; the bytes must hold at least <see cref="MinLength"/>.</summary>
public readonly ref struct TcpHeader(ReadOnlySpan<byte> bytes)
{
    private const int Source = 0; // ..2
    private const int Destination = 2; // ..4
    private const int Sequence = 4; // ..8
    private const int Acknowledgment = 8; // ..12
    private const int DataOffset = 12; // ..13, upper four bits
    private const int FlagBits = 13; // ..14
    private const int WindowSize = 14; // ..16
    // checksum 16..18, urgent pointer 18..20, options

    public const int MinLength = 20;

    private readonly ReadOnlySpan<byte> _bytes = bytes[..MinLength];

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[Source..]);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[Destination..]);

    public uint SequenceNumber => BinaryPrimitives.ReadUInt32BigEndian(_bytes[Sequence..]);

    public uint AcknowledgmentNumber => BinaryPrimitives.ReadUInt32BigEndian(_bytes[Acknowledgment..]);

    /// <summary>In bytes, options included, as stated: below 20 where it is wrong.</summary>
    public int HeaderLength => (_bytes[DataOffset] >> 4) * 4;

    /// <summary>CWR, ECE, URG, ACK, PSH, RST, SYN, FIN from the highest bit to the lowest.</summary>
    public byte Flags => _bytes[FlagBits];

    /// <summary>As stated, not scaled.</summary>
    public ushort Window => BinaryPrimitives.ReadUInt16BigEndian(_bytes[WindowSize..]);

    internal static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Tcp, MinLength, out var bytes))
        {
            return Fragments.HeaderPart(ref cursor, Protocol.Tcp, MinLength);
        }

        var length = new TcpHeader(bytes).HeaderLength;
        if (length < MinLength)
        {
            return cursor.Malformed(Protocol.Tcp, MinLength, length);
        }

        if (length > cursor.Remaining)
        {
            if (!cursor.Layers.IsPartial)
            {
                return cursor.Malformed(Protocol.Tcp, length, cursor.Remaining);
            }

            length = cursor.Remaining;
        }

        var start = cursor.Offset;
        cursor.Take(Protocol.Tcp, MinLength);
        if (length > MinLength)
        {
            cursor.Take(Protocol.TcpOptions, length - MinLength);
        }

        cursor.SetTransport(Protocol.Tcp, start);
        return HeaderKind.Payload;
    }
}
