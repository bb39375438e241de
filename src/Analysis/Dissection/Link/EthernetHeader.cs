using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>Ethernet II (IEEE 802.3, 3.2).</summary>
internal static class EthernetHeader
{
    // destination 0..6, source 6..12
    private const int Type = 12; // ..14
    private const int Length = 14;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Ethernet, Length, out var header))
        {
            return HeaderKind.Undissected;
        }

        cursor.Take(Protocol.Ethernet, Length);
        return EtherType.NextOrLength(ref cursor, BinaryPrimitives.ReadUInt16BigEndian(header[Type..]));
    }
}
