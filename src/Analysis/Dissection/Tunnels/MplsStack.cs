using System.Buffers.Binary;
using Wiretax.Analysis.Dissection.Link;
using Wiretax.Analysis.Dissection.Network;

namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// A stack of MPLS labels (RFC 3032), however high, as one span. Nothing in it says what it carries, so the first bytes
/// behind it do (RFC 4928): an IP header shows its version; a control word (RFC 4385), which then is the stack's too,
/// begins with four 0 bits; whatever else has a known EtherType in Ethernet's place is Ethernet. An Ethernet
/// address may look like IP's version: then the length that IP would state does not fit.
/// </summary>
internal static class MplsStack
{
    private const int Label = 0; // ..4: label 20 bits, class 3, bottom of stack 1, time to live 8
    private const int LabelLength = 4;
    private const uint BottomOfStack = 0x100;
    private const int LabelShift = 12;
    private const uint SmallestLabel = 16;

    private const int ControlWordLength = 4;
    private const int EthernetType = 12; // ..14
    private const int EthernetLength = 14;
    private const int SmallestLlc = 3;

    private const int Ipv4Total = 2; // ..4
    private const int Ipv6Payload = 4; // ..6

    /// <summary>
    /// MPLS in UDP (RFC 7510). A first label that is reserved (RFC 3032, 2.1) shows another user of the port.
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

        return BinaryPrimitives.ReadUInt32BigEndian(entry) >> LabelShift >= SmallestLabel
            ? HeaderKind.Mpls
            : HeaderKind.Payload;
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

        var next = cursor.TryHeader(Protocol.Mpls, 1, out var inner)
            ? (inner[0] >> 4) switch
            {
                4 when (inner[0] & 0x0f) >= 5 => IsAddress(cursor, isIpv6: false) ? HeaderKind.Ethernet : HeaderKind.Ipv4,
                6 => IsAddress(cursor, isIpv6: true) ? HeaderKind.Ethernet : HeaderKind.Ipv6,
                1 => HeaderKind.Undissected,
                _ => Pseudowire(ref cursor, inner[0]),
            }
            : HeaderKind.Undissected;
        cursor.TakeFrom(start, Protocol.Mpls);
        return next;
    }

    /// <summary>
    /// True when what looks like IP's version begins an Ethernet address. Where a cut hides which, it hides the end of
    /// either header.
    /// </summary>
    private static bool IsAddress(in FrameCursor cursor, bool isIpv6)
    {
        var bytes = cursor.Captured;
        if (cursor.Layers.IsPartial || bytes.Length < EthernetLength)
        {
            return false;
        }

        var datagram = isIpv6
            ? Ipv6Header.Length + BinaryPrimitives.ReadUInt16BigEndian(bytes[Ipv6Payload..])
            : BinaryPrimitives.ReadUInt16BigEndian(bytes[Ipv4Total..]);
        return datagram > cursor.Remaining && LooksLikeEthernet(bytes, cursor.Remaining - EthernetLength);
    }

    private static HeaderKind Pseudowire(ref FrameCursor cursor, byte first)
    {
        var length = first == 0 ? ControlWordLength + EthernetLength : EthernetLength;
        if (!cursor.TryHeader(Protocol.Mpls, length, out var header))
        {
            return HeaderKind.Undissected;
        }

        if (first == 0 && LooksLikeEthernet(header[ControlWordLength..], cursor.Remaining - length))
        {
            cursor.Offset += ControlWordLength;
            return HeaderKind.Ethernet;
        }

        return LooksLikeEthernet(header, cursor.Remaining - EthernetLength)
            ? HeaderKind.Ethernet
            : HeaderKind.Undissected;
    }

    private static bool LooksLikeEthernet(ReadOnlySpan<byte> header, int behind)
    {
        var type = BinaryPrimitives.ReadUInt16BigEndian(header[EthernetType..]);
        return type <= EtherType.LargestLength
            ? type >= SmallestLlc && type <= behind
            : EtherType.Next(type) != HeaderKind.Undissected;
    }
}
