using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>
/// BSD loopback (LINKTYPE_NULL, LINKTYPE_LOOP): the address family in the byte order of the machine that captured,
/// which may be either; small numbers tell which.
/// </summary>
internal static class BsdLoopbackHeader
{
    // address family 0..4
    private const int Length = 4;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.BsdNull, Length, out var header))
        {
            return HeaderKind.Undissected;
        }

        cursor.Take(Protocol.BsdNull, Length);
        var family = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (family > ushort.MaxValue)
        {
            family = BinaryPrimitives.ReverseEndianness(family);
        }

        return family switch
        {
            2 => HeaderKind.Ipv4,
            // Linux, Windows, NetBSD and OpenBSD, FreeBSD, macOS.
            10 or 23 or 24 or 28 or 30 => HeaderKind.Ipv6,
            _ => HeaderKind.Undissected,
        };
    }
}
