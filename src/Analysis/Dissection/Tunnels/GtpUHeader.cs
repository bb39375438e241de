using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// GTP-U (3GPP TS 29.281) with its extension headers. Version 1 and the protocol type tell it from other users of the
/// port. A user datagram carries IP; the other messages (echo, error ...) are the protocol's own bytes to the end.
/// </summary>
internal static class GtpUHeader
{
    private const int Flags = 0; // ..1: version 3 bits, protocol type, reserved, and what is optional
    private const int MessageType = 1; // ..2
    private const int PayloadLength = 2; // ..4, of what follows the first 8 bytes
    // tunnel endpoint 4..8, then if any is there: sequence number 8..10, N-PDU number 10..11
    private const int NextExtension = 11; // ..12
    private const int MinLength = 8;
    private const int OptionalLength = 12;

    private const int VersionAndType = 0xf0;
    private const int Version1Gtp = 0x30;
    private const int AnyOptional = 0x07;
    private const int HasExtension = 0x04;
    private const byte UserData = 255;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (cursor.Remaining < MinLength)
        {
            return HeaderKind.Payload;
        }

        if (!cursor.TryHeader(Protocol.GtpU, MinLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        int flags = header[Flags];
        var total = MinLength + BinaryPrimitives.ReadUInt16BigEndian(header[PayloadLength..]);
        if ((flags & VersionAndType) != Version1Gtp)
        {
            return HeaderKind.Payload;
        }

        if (total > cursor.Remaining)
        {
            cursor.Exceeds(Protocol.GtpU, total);
        }

        cursor.Narrow(cursor.Offset + total, Protocol.Undissected);
        if (header[MessageType] != UserData)
        {
            return cursor.TakeRest(Protocol.GtpU);
        }

        if ((flags & AnyOptional) == 0)
        {
            cursor.Take(Protocol.GtpU, MinLength);
            return HeaderKind.RawIp;
        }

        if (!cursor.TryHeader(Protocol.GtpU, OptionalLength, out header))
        {
            return HeaderKind.Undissected;
        }

        var start = cursor.Offset;
        cursor.Offset += OptionalLength;
        var isWhole = (flags & HasExtension) == 0 || SkipExtensions(ref cursor, header[NextExtension]);
        cursor.TakeFrom(start, Protocol.GtpU);
        return isWhole ? HeaderKind.RawIp : HeaderKind.Undissected;
    }

    // Each is a length in units of 4 bytes, content, and at its very end the type of the next; type 0 ends the chain.
    private static bool SkipExtensions(ref FrameCursor cursor, byte next)
    {
        while (next != 0)
        {
            if (!cursor.TryHeader(Protocol.GtpU, 1, out var extension))
            {
                return false;
            }

            var length = extension[0] * 4;
            if (length == 0)
            {
                cursor.Malformed(Protocol.GtpU, 4, 0);
                return false;
            }

            if (!cursor.TryHeader(Protocol.GtpU, length, out extension))
            {
                return false;
            }

            next = extension[length - 1];
            cursor.Offset += length;
        }

        return true;
    }
}
