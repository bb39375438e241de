using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>Linux cooked capture, version 1 (LINKTYPE_LINUX_SLL).</summary>
internal static class LinuxSllHeader
{
    // packet type 0..2
    private const int HardwareType = 2; // ..4
    // address length 4..6, address 6..14
    private const int Type = 14; // ..16
    private const int Length = 16;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.LinuxSll, Length, out var header))
        {
            return HeaderKind.Undissected;
        }

        cursor.Take(Protocol.LinuxSll, Length);
        return LinuxHardware.Next(
            BinaryPrimitives.ReadUInt16BigEndian(header[HardwareType..]),
            BinaryPrimitives.ReadUInt16BigEndian(header[Type..]));
    }
}
