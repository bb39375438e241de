using System.Buffers.Binary;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Source and destination address on the link, 48 bits each in the low bytes; 0 where the link type has none.
/// A Linux cooked capture has no destination: <see cref="Group"/> stands for broadcast and multicast there.
/// </summary>
internal readonly record struct LinkAddresses(ulong Source, ulong Destination)
{
    /// <summary>Any address with the group bit set (IEEE 802, first octet's lowest bit).</summary>
    public const ulong Group = 0x0100_0000_0000;

    public bool ToGroup => (Destination & Group) != 0;

    public static LinkAddresses Of(in CapturedFrame frame)
    {
        var data = frame.Data;
        return frame.LinkType switch
        {
            LinkType.Ethernet when data.Length >= 12 => OfEthernet(data),
            LinkType.LinuxSll when data.Length >= 16 => new(Read(data[6..]), CookedDestination(data[1])),
            LinkType.LinuxSll2 when data.Length >= 20 => new(Read(data[12..]), CookedDestination(data[10])),
            _ => default,
        };
    }

    /// <param name="header">12 bytes at least.</param>
    public static LinkAddresses OfEthernet(ReadOnlySpan<byte> header) => new(Read(header[6..]), Read(header));

    /// <summary>Packet types of the cooked header: 1 broadcast, 2 multicast.</summary>
    private static ulong CookedDestination(byte packetType) => packetType is 1 or 2 ? Group : 0;

    private static ulong Read(ReadOnlySpan<byte> bytes) =>
        (ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32 | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]);
}
