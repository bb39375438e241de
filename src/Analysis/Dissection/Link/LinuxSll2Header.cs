using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>Linux cooked capture, version 2 (LINKTYPE_LINUX_SLL2).</summary>
internal static class LinuxSll2Header
{
    private const int Type = 0; // ..2
    // reserved 2..4, interface index 4..8
    private const int HardwareType = 8; // ..10
    // packet type 10..11, address length 11..12, address 12..20
    private const int Length = 20;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.LinuxSll2, Length, out var header))
        {
            return HeaderKind.Undissected;
        }

        cursor.Take(Protocol.LinuxSll2, Length);
        return LinuxHardware.Next(
            BinaryPrimitives.ReadUInt16BigEndian(header[HardwareType..]),
            BinaryPrimitives.ReadUInt16BigEndian(header[Type..]));
    }
}
