using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Network;

/// <summary>
/// The chain of IPv6 extension headers (RFC 8200, section 4; RFC 7045), however long, as one span: hop-by-hop, routing,
/// fragment, destination, mobility, HIP, shim6.
/// </summary>
internal static class Ipv6Extensions
{
    private const int Next = 0; // ..1
    private const int HeaderLength = 1; // ..2, in units of 8 bytes beyond the first 8
    private const int FragmentOffset = 2; // ..4, in a fragment header: offset in the upper 13 bits, more-fragments lowest
    private const int Unit = 8;

    public static HeaderKind Dissect(ref FrameCursor cursor, byte next)
    {
        var start = cursor.Offset;
        var first = true;
        while (IsExtension(next))
        {
            if (!cursor.TryHeader(Protocol.Ipv6Extensions, Unit, out var header))
            {
                return Close(ref cursor, start, HeaderKind.Undissected);
            }

            var length = next == IpProtocol.Fragment ? Unit : Unit * (header[HeaderLength] + 1);
            if (length > cursor.Remaining)
            {
                Close(ref cursor, start, HeaderKind.Undissected);
                return cursor.Malformed(Protocol.Ipv6Extensions, length, cursor.Remaining);
            }

            var isFragment = next == IpProtocol.Fragment;
            next = header[Next];
            cursor.Offset += length;
            if (isFragment)
            {
                var fragment = BinaryPrimitives.ReadUInt16BigEndian(header[FragmentOffset..]);
                if ((fragment & 0xfff8) != 0)
                {
                    Close(ref cursor, start, HeaderKind.Payload);
                    return Fragments.Dissect(ref cursor, next, isLater: true);
                }

                if ((fragment & 1) != 0)
                {
                    cursor.Layers.IsFragment = true;
                    cursor.InFragment = true;
                }
            }

            first = false;
        }

        return first ? IpProtocol.Next(next) : Close(ref cursor, start, IpProtocol.Next(next));
    }

    private static bool IsExtension(byte next) => next
        is IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.Fragment or IpProtocol.DestinationOptions
        or IpProtocol.Mobility or IpProtocol.Hip or IpProtocol.Shim6;

    private static HeaderKind Close(ref FrameCursor cursor, int start, HeaderKind next)
    {
        if (cursor.Offset > start)
        {
            cursor.Layers.Add(Protocol.Ipv6Extensions, start, cursor.Offset - start);
        }

        return next;
    }
}
