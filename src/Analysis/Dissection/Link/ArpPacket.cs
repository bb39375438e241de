using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>
/// ARP (RFC 826), and RARP (RFC 903) in its format. A link frame with a ledger row of its own; what follows it is padding.
/// </summary>
internal static class ArpPacket
{
    // hardware type 0..2, protocol type 2..4
    private const int HardwareLength = 4; // ..5
    private const int ProtocolLength = 5; // ..6
    // operation 6..8, then sender and target, each a hardware and a protocol address
    private const int FixedLength = 8;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Arp, FixedLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        var length = FixedLength + (2 * (header[HardwareLength] + header[ProtocolLength]));
        if (length > cursor.Remaining)
        {
            return cursor.Exceeds(Protocol.Arp, length);
        }

        cursor.Take(Protocol.Arp, length);
        return HeaderKind.Padding;
    }
}
