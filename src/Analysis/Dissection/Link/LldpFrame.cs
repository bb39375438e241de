using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>LLDP (IEEE 802.1AB): a chain of type-length-value elements up to an empty one, then padding.</summary>
internal static class LldpFrame
{
    private const int TypeAndLength = 0; // ..2: type 7 bits, length 9
    private const int ElementLength = 2;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        var start = cursor.Offset;
        while (cursor.TryHeader(Protocol.Lldp, ElementLength, out var element))
        {
            var typeAndLength = BinaryPrimitives.ReadUInt16BigEndian(element[TypeAndLength..]);
            var length = ElementLength + (typeAndLength & 0x1ff);
            if (length > cursor.Remaining)
            {
                cursor.Exceeds(Protocol.Lldp, length);
                break;
            }

            cursor.Offset += length;
            if (typeAndLength >> 9 == 0)
            {
                cursor.TakeFrom(start, Protocol.Lldp);
                return HeaderKind.Padding;
            }
        }

        cursor.TakeFrom(start, Protocol.Lldp);
        return HeaderKind.Undissected;
    }
}
