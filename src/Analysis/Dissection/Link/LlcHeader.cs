using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>LLC (IEEE 802.2) with its SNAP extension, as one span.</summary>
internal static class LlcHeader
{
    private const int DestinationAndSource = 0; // ..2
    private const int Control = 2; // ..3, or ..4 in numbered frames
    private const int Organization = 3; // ..6, SNAP
    private const int Type = 6; // ..8, SNAP

    private const int UnnumberedLength = 3;
    private const int NumberedLength = 4;
    private const int SnapLength = 8;

    private const ushort Snap = 0xaaaa;
    private const ushort SpanningTree = 0x4242;
    private const ushort Ip = 0x0606;

    private const int EthernetOrganization = 0x000000;
    private const int BridgeTunnelOrganization = 0x0000f8;
    private const int CiscoOrganization = 0x00000c;
    private const ushort PerVlanSpanningTree = 0x010b;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Llc, UnnumberedLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        var accessPoints = BinaryPrimitives.ReadUInt16BigEndian(header[DestinationAndSource..]);
        if (accessPoints == Snap)
        {
            return DissectSnap(ref cursor);
        }

        if (accessPoints == 0xffff)
        {
            // Novell's raw 802.3 has no LLC at all.
            return HeaderKind.Undissected;
        }

        var length = (header[Control] & 3) == 3 ? UnnumberedLength : NumberedLength;
        if (length > cursor.Remaining)
        {
            return cursor.Exceeds(Protocol.Llc, length);
        }

        cursor.Take(Protocol.Llc, length);
        return accessPoints switch
        {
            SpanningTree => HeaderKind.Stp,
            Ip => HeaderKind.Ipv4,
            _ => HeaderKind.Undissected,
        };
    }

    private static HeaderKind DissectSnap(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Llc, SnapLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        var organization = (header[Organization] << 16)
            | BinaryPrimitives.ReadUInt16BigEndian(header[(Organization + 1)..]);
        var type = BinaryPrimitives.ReadUInt16BigEndian(header[Type..]);
        cursor.Take(Protocol.Llc, SnapLength);
        return organization switch
        {
            EthernetOrganization or BridgeTunnelOrganization => EtherType.Next(type),
            CiscoOrganization when type == PerVlanSpanningTree => HeaderKind.Stp,
            _ => HeaderKind.Undissected,
        };
    }
}
