using Wiretax.Analysis.Dissection.Network;

namespace Wiretax.Analysis.Dissection.Transport;

/// <summary>
/// ICMP (RFC 792) and ICMPv6 (RFC 4443): 8 bytes of header. What follows is payload: echo data, or in an error the
/// header of the datagram that it is about, which is no layer of this frame.
/// </summary>
internal static class IcmpHeader
{
    // type 0..1, code 1..2, checksum 2..4, rest of header by type 4..8
    private const int Length = 8;

    public static HeaderKind Dissect(ref FrameCursor cursor, Protocol protocol)
    {
        if (!cursor.TryHeader(protocol, Length, out _))
        {
            return Fragments.HeaderPart(ref cursor, protocol, Length);
        }

        var start = cursor.Offset;
        cursor.Take(protocol, Length);
        cursor.SetTransport(protocol, start);
        return HeaderKind.Payload;
    }
}
