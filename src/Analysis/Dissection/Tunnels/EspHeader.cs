using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// IPsec ESP (RFC 4303), also in UDP (RFC 3948). What follows the header is encrypted, and how long the initialisation
/// vector and the integrity check value are only the peers know: it stays undissected.
/// </summary>
internal static class EspHeader
{
    private const int SecurityParameters = 0; // ..4
    // sequence number 4..8
    private const int Length = 8;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Esp, Length, out _))
        {
            return HeaderKind.Undissected;
        }

        cursor.Take(Protocol.Esp, Length);
        return HeaderKind.Undissected;
    }

    /// <summary>
    /// On the same port, four bytes of 0 begin a message of IKE, and one byte alone keeps the NAT alive.
    /// </summary>
    public static HeaderKind DissectInUdp(ref FrameCursor cursor)
    {
        if (cursor.Remaining < Length)
        {
            return HeaderKind.Payload;
        }

        if (!cursor.TryHeader(Protocol.Esp, Length, out var header))
        {
            return HeaderKind.Undissected;
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(header[SecurityParameters..]) == 0)
        {
            return HeaderKind.Payload;
        }

        cursor.Take(Protocol.Esp, Length);
        return HeaderKind.Undissected;
    }
}
