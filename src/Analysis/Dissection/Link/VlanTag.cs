using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>
/// A VLAN tag (IEEE 802.1Q). The tag's own EtherType stands in the header before it, so its four bytes here are the
/// control information and the EtherType of what follows.
/// </summary>
internal static class VlanTag
{
    // control information 0..2
    private const int Type = 2; // ..4
    private const int Length = 4;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Vlan, Length, out var header))
        {
            return HeaderKind.Undissected;
        }

        cursor.Take(Protocol.Vlan, Length);
        return EtherType.NextOrLength(ref cursor, BinaryPrimitives.ReadUInt16BigEndian(header[Type..]));
    }
}
