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
    private const int FragmentOffset = 2; // ..4, in a fragment header
    private const int Unit = 8;

    private const int OffsetMask = 0xfff8;
    private const int MoreFragments = 1;

    public static HeaderKind Dissect(ref FrameCursor cursor, byte next)
    {
        var start = cursor.Offset;
        while (IsExtension(next))
        {
            if (!cursor.TryHeader(Protocol.Ipv6Extensions, Unit, out var header))
            {
                cursor.TakeFrom(start, Protocol.Ipv6Extensions);
                return HeaderKind.Undissected;
            }

            var isFragment = next == IpProtocol.Fragment;
            var length = isFragment ? Unit : Unit * (header[HeaderLength] + 1);
            if (length > cursor.Remaining)
            {
                cursor.TakeFrom(start, Protocol.Ipv6Extensions);
                return cursor.Exceeds(Protocol.Ipv6Extensions, length);
            }

            next = header[Next];
            cursor.Offset += length;
            var fragment = isFragment ? BinaryPrimitives.ReadUInt16BigEndian(header[FragmentOffset..]) : 0;
            if ((fragment & OffsetMask) != 0)
            {
                cursor.TakeFrom(start, Protocol.Ipv6Extensions);
                return Fragments.Later(ref cursor);
            }

            if ((fragment & MoreFragments) != 0)
            {
                Fragments.First(ref cursor);
            }
        }

        cursor.TakeFrom(start, Protocol.Ipv6Extensions);
        return IpProtocol.Next(next);
    }

    private static bool IsExtension(byte next) => next
        is IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.Fragment or IpProtocol.DestinationOptions
        or IpProtocol.Mobility or IpProtocol.Hip or IpProtocol.Shim6;
}
