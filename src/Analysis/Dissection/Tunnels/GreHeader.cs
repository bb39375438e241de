using System.Buffers.Binary;
using Wiretax.Analysis.Dissection.Link;

namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// GRE (RFC 2784, 2890) with checksum, key and sequence number, which carries NVGRE (RFC 7637) and ERSPAN too, and the
/// enhanced GRE of PPTP (RFC 2637). Source routing (RFC 1701) stays undissected.
/// </summary>
internal static class GreHeader
{
    private const int FlagsAndVersion = 0; // ..2
    private const int Type = 2; // ..4
    // optional, each 4 bytes: checksum, key, sequence number, in version 1 acknowledgment number
    private const int PayloadLength = 4; // ..6, in version 1 the key's first half
    private const int MinLength = 4;
    private const int OptionLength = 4;
    private const int PptpMinLength = 8;

    private const int HasChecksum = 0x8000;
    private const int HasRouting = 0x4000;
    private const int HasKey = 0x2000;
    private const int HasSequence = 0x1000;
    private const int HasAcknowledgment = 0x0080;
    private const int VersionMask = 0x0007;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Gre, MinLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        int flags = BinaryPrimitives.ReadUInt16BigEndian(header[FlagsAndVersion..]);
        var type = BinaryPrimitives.ReadUInt16BigEndian(header[Type..]);
        var version = flags & VersionMask;
        if (version > 1 || (flags & HasRouting) != 0)
        {
            return HeaderKind.Undissected;
        }

        if (version == 1)
        {
            return DissectPptp(ref cursor, flags, type);
        }

        var length = MinLength
            + ((flags & HasChecksum) != 0 ? OptionLength : 0)
            + ((flags & HasKey) != 0 ? OptionLength : 0)
            + ((flags & HasSequence) != 0 ? OptionLength : 0);
        if (length > cursor.Remaining)
        {
            return cursor.Exceeds(Protocol.Gre, length);
        }

        cursor.Take(Protocol.Gre, length);
        return type switch
        {
            // Type I of ERSPAN has no header of its own; what tells type II is GRE's sequence number.
            EtherType.Erspan => (flags & HasSequence) != 0 ? HeaderKind.Erspan2 : HeaderKind.Ethernet,
            EtherType.Erspan3 => HeaderKind.Erspan3,
            EtherType.Ppp => HeaderKind.Ppp,
            _ => EtherType.Next(type),
        };
    }

    private static HeaderKind DissectPptp(ref FrameCursor cursor, int flags, ushort type)
    {
        if (!cursor.TryHeader(Protocol.Gre, PptpMinLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        var length = PptpMinLength
            + ((flags & HasSequence) != 0 ? OptionLength : 0)
            + ((flags & HasAcknowledgment) != 0 ? OptionLength : 0);
        if (length > cursor.Remaining)
        {
            return cursor.Exceeds(Protocol.Gre, length);
        }

        var payload = BinaryPrimitives.ReadUInt16BigEndian(header[PayloadLength..]);
        cursor.Take(Protocol.Gre, length);
        if (payload > cursor.Remaining)
        {
            cursor.Exceeds(Protocol.Gre, payload);
        }

        cursor.Narrow(cursor.Offset + payload, Protocol.Undissected);
        if (payload == 0)
        {
            return HeaderKind.Padding;
        }

        return type == EtherType.Ppp ? HeaderKind.Ppp : HeaderKind.Undissected;
    }
}
