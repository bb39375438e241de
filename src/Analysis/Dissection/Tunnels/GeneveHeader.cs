using System.Buffers.Binary;
using Wiretax.Analysis.Dissection.Link;

namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>Geneve (RFC 8926), options included. Version 0 tells it from other users of the port.</summary>
internal static class GeneveHeader
{
    private const int VersionAndLength = 0; // ..1: version 2 bits, options' length 6 bits in units of 4 bytes
    // flags 1..2
    private const int Type = 2; // ..4
    // network identifier 4..7, reserved 7..8, options
    private const int MinLength = 8;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (cursor.Remaining < MinLength)
        {
            return HeaderKind.Payload;
        }

        if (!cursor.TryHeader(Protocol.Geneve, MinLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        var length = MinLength + ((header[VersionAndLength] & 0x3f) * 4);
        if (header[VersionAndLength] >> 6 != 0 || length > cursor.Remaining)
        {
            return HeaderKind.Payload;
        }

        cursor.Take(Protocol.Geneve, length);
        return EtherType.Next(BinaryPrimitives.ReadUInt16BigEndian(header[Type..]));
    }
}
