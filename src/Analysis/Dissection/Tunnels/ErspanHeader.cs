using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// ERSPAN types II and III (draft-foschiano-erspan) behind GRE: mirrored Ethernet frames, of which the mirror may have kept the
/// beginning only, and then says so.
/// </summary>
internal static class ErspanHeader
{
    private const int Version = 0; // ..1, upper four bits
    private const int ClassAndSession = 2; // ..4, with the mark of a cut frame
    // VLAN 0..2; in type II index 4..8; in type III timestamp 4..8, group tag 8..10
    private const int FrameTypeAndFlags = 10; // ..12, type III
    private const int Type2Length = 8;
    private const int Type3Length = 12;
    private const int PlatformLength = 8;

    private const int IsCut = 0x0400;
    private const int HasPlatform = 0x0001;

    public static HeaderKind DissectType2(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Erspan, Type2Length, out var header) || header[Version] >> 4 != 1)
        {
            return HeaderKind.Undissected;
        }

        NoteCut(ref cursor, header);
        cursor.Take(Protocol.Erspan, Type2Length);
        return HeaderKind.Ethernet;
    }

    public static HeaderKind DissectType3(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Erspan, Type3Length, out var header) || header[Version] >> 4 != 2)
        {
            return HeaderKind.Undissected;
        }

        var flags = BinaryPrimitives.ReadUInt16BigEndian(header[FrameTypeAndFlags..]);
        var length = Type3Length + ((flags & HasPlatform) != 0 ? PlatformLength : 0);
        if (length > cursor.Remaining)
        {
            return cursor.Exceeds(Protocol.Erspan, length);
        }

        NoteCut(ref cursor, header);
        cursor.Take(Protocol.Erspan, length);
        return ((flags >> 10) & 0x1f) switch
        {
            0 => HeaderKind.Ethernet,
            2 => HeaderKind.RawIp,
            _ => HeaderKind.Undissected,
        };
    }

    private static void NoteCut(ref FrameCursor cursor, ReadOnlySpan<byte> header) =>
        cursor.Layers.IsPartial |= (BinaryPrimitives.ReadUInt16BigEndian(header[ClassAndSession..]) & IsCut) != 0;
}
