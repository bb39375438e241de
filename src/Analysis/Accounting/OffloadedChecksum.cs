using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Wiretax.Analysis.Dissection;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Checksum offload leaves its mark: the kernel writes the folded sum of the pseudo-header (RFC 9293, 3.1; RFC 8200,
/// 8.1) into the checksum field, not inverted, and the interface completes it. Seen above the interface, the frame
/// holds just that sum. It needs headers only, so captures cut to headers show it too.
/// </summary>
internal static class OffloadedChecksum
{
    public static bool IsUnfinished(ReadOnlySpan<byte> frame, in FrameLayers layers)
    {
        var isTcp = layers.Transport == Protocol.Tcp;
        var field = layers.TransportOffset + (isTcp ? 16 : 6);
        if (frame.Length < field + 2 || layers.IsFragment)
            return false;
        var addresses = layers.IpVersion == 4 ? frame.Slice(layers.NetworkOffset + 12, 8) : frame.Slice(layers.NetworkOffset + 8, 32);
        // One's complement sums commute with byte order (RFC 1071, 2): added as they lie, swapped at the end.
        var sum = 0UL;
        foreach (var word in MemoryMarshal.Cast<byte, uint>(addresses))
            sum += word;
        sum = (sum & 0xFFFF) + (sum >> 16 & 0xFFFF) + (sum >> 32);
        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        var swapped = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness((ushort)sum) : (ushort)sum;
        var length = (uint)(layers.TransportHeaderLength + layers.PayloadLength);
        var whole = swapped + (length & 0xFFFF) + (length >> 16) + (isTcp ? 6u : 17u);
        whole = (whole & 0xFFFF) + (whole >> 16);
        return BinaryPrimitives.ReadUInt16BigEndian(frame[field..]) == whole && whole != 0;
    }
}
