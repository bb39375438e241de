using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// WireGuard (wireguard.com/protocol). Type and length tell it from other users of the port: handshakes have lengths of
/// their own, data are padded to 16 bytes. Handshakes are the protocol's own bytes; of data, the header and the
/// authentication tag are, and what is encrypted between them stays undissected. Of data in fragments the tag is in the last
/// one, and the type alone tells.
/// </summary>
internal static class WireGuardMessage
{
    private const int Type = 0; // ..4, with three reserved bytes of 0, little-endian
    // receiver 4..8, counter 8..16, encrypted datagram, tag
    private const int TypeLength = 4;
    private const int DataHeaderLength = 16;
    private const int TagLength = 16;
    private const int Block = 16;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        var length = cursor.Remaining;
        if (length < DataHeaderLength + (cursor.Layers.IsPartial ? 0 : TagLength))
        {
            return HeaderKind.Payload;
        }

        if (!cursor.TryHeader(Protocol.WireGuard, TypeLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        switch (BinaryPrimitives.ReadUInt32LittleEndian(header[Type..]))
        {
            case 1 when length == 148:
            case 2 when length == 92:
            case 3 when length == 64:
                return cursor.TakeRest(Protocol.WireGuard);
            case 4 when cursor.Layers.IsPartial:
                cursor.Take(Protocol.WireGuard, DataHeaderLength);
                return HeaderKind.Undissected;
            case 4 when length % Block == 0:
                cursor.Narrow(cursor.End - TagLength, Protocol.WireGuard);
                cursor.Take(Protocol.WireGuard, DataHeaderLength);
                return HeaderKind.Undissected;
            default:
                return HeaderKind.Payload;
        }
    }
}
