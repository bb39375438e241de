namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// VXLAN (RFC 7348) and its generic protocol extension (draft-ietf-nvo3-vxlan-gpe). The I flag tells them from other
/// users of the port.
/// </summary>
internal static class VxlanHeader
{
    private const int Flags = 0; // ..1
    // reserved 1..4 (in GPE the last byte is the next protocol), network identifier 4..7, reserved 7..8
    private const int NextProtocol = 3; // ..4
    private const int Length = 8;

    private const byte HasNetwork = 0x08;
    private const byte HasNextProtocol = 0x04;
    private const byte VersionBits = 0x30;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (cursor.Remaining < Length)
        {
            return HeaderKind.Payload;
        }

        if (!cursor.TryHeader(Protocol.Vxlan, Length, out var header))
        {
            return HeaderKind.Undissected;
        }

        if ((header[Flags] & HasNetwork) == 0)
        {
            return HeaderKind.Payload;
        }

        cursor.Take(Protocol.Vxlan, Length);
        return HeaderKind.Ethernet;
    }

    public static HeaderKind DissectGpe(ref FrameCursor cursor)
    {
        if (cursor.Remaining < Length)
        {
            return HeaderKind.Payload;
        }

        if (!cursor.TryHeader(Protocol.VxlanGpe, Length, out var header))
        {
            return HeaderKind.Undissected;
        }

        if ((header[Flags] & (HasNetwork | VersionBits)) != HasNetwork)
        {
            return HeaderKind.Payload;
        }

        cursor.Take(Protocol.VxlanGpe, Length);
        if ((header[Flags] & HasNextProtocol) == 0)
        {
            return HeaderKind.Ethernet;
        }

        return header[NextProtocol] switch
        {
            1 => HeaderKind.Ipv4,
            2 => HeaderKind.Ipv6,
            3 => HeaderKind.Ethernet,
            5 => HeaderKind.Mpls,
            _ => HeaderKind.Undissected,
        };
    }
}
