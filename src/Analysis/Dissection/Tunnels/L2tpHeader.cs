using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// L2TP version 2 (RFC 2661) with PPP in it, and version 3 (RFC 3931), whose data stay undissected behind the session
/// identifier: only the peers know how long the cookie is. Control messages are the protocol's own bytes to the end.
/// </summary>
internal static class L2tpHeader
{
    private const int FlagsAndVersion = 0; // ..2
    // optional length 2..4, tunnel and session 4 bytes, optional sequence numbers 4 bytes
    private const int MessageLength = 2; // ..4
    private const int MinLength = 6;
    private const int LengthLength = 2;
    private const int SequenceLength = 4;
    private const int OffsetLength = 2;

    private const int Session3 = 0; // ..4, over IP; 0 for a control message
    private const int SessionLength3 = 4;
    private const int UdpLength3 = 8;

    private const int IsControl = 0x8000;
    private const int HasLength = 0x4000;
    private const int HasSequence = 0x0800;
    private const int HasOffset = 0x0200;
    private const int VersionMask = 0x000f;

    public static HeaderKind DissectOverUdp(ref FrameCursor cursor)
    {
        if (cursor.Remaining < UdpLength3)
        {
            return HeaderKind.Payload;
        }

        if (!cursor.TryHeader(Protocol.L2tp, UdpLength3, out var header))
        {
            return HeaderKind.Undissected;
        }

        int flags = BinaryPrimitives.ReadUInt16BigEndian(header[FlagsAndVersion..]);
        var version = flags & VersionMask;
        if (version is not (2 or 3))
        {
            return HeaderKind.Payload;
        }

        if ((flags & IsControl) != 0)
        {
            return cursor.TakeRest(Protocol.L2tp);
        }

        if (version == 2)
        {
            return DissectData(ref cursor, flags, BinaryPrimitives.ReadUInt16BigEndian(header[MessageLength..]));
        }

        cursor.Take(Protocol.L2tp, UdpLength3);
        return HeaderKind.Undissected;
    }

    /// <summary>Version 3 as an IP protocol of its own.</summary>
    public static HeaderKind DissectOverIp(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.L2tp, SessionLength3, out var header))
        {
            return HeaderKind.Undissected;
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(header[Session3..]) == 0)
        {
            return cursor.TakeRest(Protocol.L2tp);
        }

        cursor.Take(Protocol.L2tp, SessionLength3);
        return HeaderKind.Undissected;
    }

    private static HeaderKind DissectData(ref FrameCursor cursor, int flags, int stated)
    {
        var length = MinLength
            + ((flags & HasLength) != 0 ? LengthLength : 0)
            + ((flags & HasSequence) != 0 ? SequenceLength : 0);
        if ((flags & HasOffset) != 0)
        {
            if (!cursor.TryHeader(Protocol.L2tp, length + OffsetLength, out var header))
            {
                return HeaderKind.Undissected;
            }

            length += OffsetLength + BinaryPrimitives.ReadUInt16BigEndian(header[length..]);
        }

        if (length > cursor.Remaining)
        {
            return cursor.Exceeds(Protocol.L2tp, length);
        }

        if ((flags & HasLength) != 0 && stated >= length)
        {
            cursor.Narrow(cursor.Offset + stated, Protocol.Undissected);
        }

        cursor.Take(Protocol.L2tp, length);
        return HeaderKind.Ppp;
    }
}
