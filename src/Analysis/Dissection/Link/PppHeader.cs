using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>
/// PPP (RFC 1661) with or without the address and control bytes of HDLC framing (RFC 1662), and with a protocol field
/// of one byte where it was compressed. Control protocols (LCP, IPCP ...) are PPP's own bytes to the end.
/// </summary>
internal static class PppHeader
{
    private const int AddressAndControl = 0; // ..2, optional
    private const int FramingLength = 2;
    // protocol ..1 or ..2

    private const ushort AllStationsUnnumbered = 0xff03;
    private const int CiscoLength = 4;
    private const int CiscoType = 2; // ..4

    private const int Ipv4 = 0x0021;
    private const int Ipv6 = 0x0057;
    private const int Mpls = 0x0281;
    private const int MplsMulticast = 0x0283;
    private const int FirstControl = 0x8000;

    /// <summary>Keep-alives and addresses of Cisco's HDLC, as PPP's control protocols are PPP's; on Ethernet the number is RARP's.</summary>
    private const int CiscoSlarp = 0x8035;

    public static HeaderKind Dissect(ref FrameCursor cursor) => Dissect(ref cursor, before: 0);

    /// <summary>Serial PPP, or what Cisco's HDLC puts in its place: two bytes and an EtherType.</summary>
    public static HeaderKind DissectHdlc(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Ppp, FramingLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        if (header[AddressAndControl] is not (0x0f or 0x8f))
        {
            return Dissect(ref cursor, before: 0);
        }

        if (!cursor.TryHeader(Protocol.Ppp, CiscoLength, out header))
        {
            return HeaderKind.Undissected;
        }

        var type = BinaryPrimitives.ReadUInt16BigEndian(header[CiscoType..]);
        if (type == CiscoSlarp)
        {
            return cursor.TakeRest(Protocol.Ppp);
        }

        cursor.Take(Protocol.Ppp, CiscoLength);
        return EtherType.Next(type);
    }

    /// <summary>LINKTYPE_PPP_WITH_DIR: a byte before the frame says who sent it.</summary>
    public static HeaderKind DissectWithDirection(ref FrameCursor cursor) => Dissect(ref cursor, before: 1);

    private static HeaderKind Dissect(ref FrameCursor cursor, int before)
    {
        var length = before;
        if (!cursor.TryHeader(Protocol.Ppp, length + 2, out var header))
        {
            return HeaderKind.Undissected;
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(header[length..]) == AllStationsUnnumbered)
        {
            length += FramingLength;
            if (!cursor.TryHeader(Protocol.Ppp, length + 2, out header))
            {
                return HeaderKind.Undissected;
            }
        }

        int protocol = header[length];
        var isCompressed = (protocol & 1) != 0;
        protocol = isCompressed ? protocol : BinaryPrimitives.ReadUInt16BigEndian(header[length..]);
        length += isCompressed ? 1 : 2;
        if (protocol >= FirstControl)
        {
            return cursor.TakeRest(Protocol.Ppp);
        }

        cursor.Take(Protocol.Ppp, length);
        return protocol switch
        {
            Ipv4 => HeaderKind.Ipv4,
            Ipv6 => HeaderKind.Ipv6,
            Mpls or MplsMulticast => HeaderKind.Mpls,
            _ => HeaderKind.Undissected,
        };
    }
}
