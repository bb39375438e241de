using System.Buffers.Binary;
using System.Runtime.CompilerServices;
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
        if (layers.IsFragment || frame.Length < layers.TransportOffset + FieldOffset(layers.Transport) + 2)
            return false;
        var sum = Sum(layers.IpVersion == 4 ? frame.Slice(layers.NetworkOffset + 12, 8) : frame.Slice(layers.NetworkOffset + 8, 32));
        return IsUnfinished(frame[layers.TransportOffset..], layers, sum);
    }

    /// <param name="transport">From the transport header on.</param>
    /// <param name="addresses">Their <see cref="Sum"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUnfinished(ReadOnlySpan<byte> transport, in FrameLayers layers, ulong addresses)
    {
        // A sum of 16-bit words in one's complement is the same in either byte order (RFC 1071, 2), and a sum of larger
        // words is congruent to it modulo 2^16-1; so words are added as they lie, and nothing is folded.
        var numbers = (uint)(layers.TransportHeaderLength + layers.PayloadLength) + (layers.Transport == Protocol.Tcp ? 6u : 17u);
        var sum = addresses + (BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(numbers) : numbers);
        var field = MemoryMarshal.Read<ushort>(transport[FieldOffset(layers.Transport)..]);
        // A sum that is not 0 never folds to 0. One step of folding, so that 32 bits are divided and not 64.
        var difference = sum + ushort.MaxValue - field;
        return field != 0 && (uint)((difference & ushort.MaxValue) + (difference >> 16)) % ushort.MaxValue == 0;
    }

    public static ulong Sum(ReadOnlySpan<byte> addresses)
    {
        var sum = 0UL;
        foreach (var word in MemoryMarshal.Cast<byte, uint>(addresses))
            sum += word;
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FieldOffset(Protocol transport) => transport == Protocol.Tcp ? 16 : 6;
}
