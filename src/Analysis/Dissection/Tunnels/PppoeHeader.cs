using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>PPPoE (RFC 2516): PPP in a session; discovery is the protocol's own bytes to its end.</summary>
internal static class PppoeHeader
{
    private const int VersionAndType = 0; // ..1
    private const int Code = 1; // ..2
    // session 2..4
    private const int PayloadLength = 4; // ..6
    private const int Length = 6;

    private const byte Version1Type1 = 0x11;
    private const byte SessionData = 0;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Pppoe, Length, out var header))
        {
            return HeaderKind.Undissected;
        }

        if (header[VersionAndType] != Version1Type1)
        {
            return cursor.Malformed(Protocol.Pppoe, Length, 0);
        }

        var total = Length + BinaryPrimitives.ReadUInt16BigEndian(header[PayloadLength..]);
        if (total > cursor.Remaining)
        {
            cursor.Exceeds(Protocol.Pppoe, total);
        }

        cursor.Narrow(cursor.Offset + total, Protocol.Padding);
        if (header[Code] != SessionData)
        {
            return cursor.TakeRest(Protocol.Pppoe);
        }

        cursor.Take(Protocol.Pppoe, Length);
        return HeaderKind.Ppp;
    }
}
