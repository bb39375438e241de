using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// A stack of MPLS labels (RFC 3032), however high, as one span. Nothing in it says what it carries, so the first bytes
/// behind it do (RFC 4928): an IP header shows its version, and what shows none may be Ethernet. An Ethernet address may
/// look like IP's version: then the length that IP would state does not fit.
/// </summary>
internal static class MplsStack
{
    private const int Label = 0; // ..4: label 20 bits, class 3, bottom of stack 1, time to live 8
    private const int LabelLength = 4;
    private const uint BottomOfStack = 0x100;
    private const int LabelShift = 12;
    private const uint SmallestLabel = 16;
    private const uint Ipv4ExplicitNull = 0;
    private const uint Ipv6ExplicitNull = 2;
    private const byte AssociatedChannel = 0x10;

    /// <summary>
    /// MPLS in UDP (RFC 7510). A first label that is reserved (RFC 3032, 2.1) shows another user of the port, but for an
    /// explicit null: alone before a datagram of its version.
    /// </summary>
    public static HeaderKind DissectInUdp(ref FrameCursor cursor)
    {
        if (cursor.Remaining < LabelLength)
        {
            return HeaderKind.Payload;
        }

        if (!cursor.TryHeader(Protocol.Mpls, LabelLength, out var entry))
        {
            return HeaderKind.Undissected;
        }

        var label = BinaryPrimitives.ReadUInt32BigEndian(entry);
        if (label >> LabelShift >= SmallestLabel)
        {
            return HeaderKind.Mpls;
        }

        var isNull = (label & BottomOfStack) != 0 && (label >> LabelShift) is Ipv4ExplicitNull or Ipv6ExplicitNull;
        if (!isNull || cursor.Remaining == LabelLength)
        {
            return HeaderKind.Payload;
        }

        if (!cursor.TryHeader(Protocol.Mpls, LabelLength + 1, out entry))
        {
            return HeaderKind.Undissected;
        }

        var version = label >> LabelShift == Ipv4ExplicitNull ? 4 : 6;
        return entry[LabelLength] >> 4 == version ? HeaderKind.Mpls : HeaderKind.Payload;
    }

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        var start = cursor.Offset;
        uint label;
        do
        {
            if (!cursor.TryHeader(Protocol.Mpls, LabelLength, out var entry))
            {
                cursor.TakeFrom(start, Protocol.Mpls);
                return HeaderKind.Undissected;
            }

            label = BinaryPrimitives.ReadUInt32BigEndian(entry[Label..]);
            cursor.Offset += LabelLength;
        }
        while ((label & BottomOfStack) == 0);

        var next = Next(ref cursor);
        cursor.TakeFrom(start, Protocol.Mpls);
        return next;
    }

    private static HeaderKind Next(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Mpls, 1, out var inner))
        {
            return HeaderKind.Undissected;
        }

        return inner[0] switch
        {
            >= 0x45 and <= 0x4f => Pseudowire.IsAddress(cursor, isIpv6: false) ? HeaderKind.Ethernet : HeaderKind.Ipv4,
            >= 0x60 and <= 0x6f => Pseudowire.IsAddress(cursor, isIpv6: true) ? HeaderKind.Ethernet : HeaderKind.Ipv6,
            AssociatedChannel => ChannelOrPseudowire(ref cursor),
            _ => Pseudowire.Dissect(ref cursor, inner[0]),
        };
    }

    /// <summary>An associated channel's header (RFC 4385, 5) goes on with a byte of 0; it is management, and not followed.</summary>
    private static HeaderKind ChannelOrPseudowire(ref FrameCursor cursor) =>
        cursor.TryHeader(Protocol.Mpls, 2, out var header) && header[1] != 0
            ? Pseudowire.Dissect(ref cursor, AssociatedChannel)
            : HeaderKind.Undissected;
}
