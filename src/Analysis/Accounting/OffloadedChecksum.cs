using System.Buffers.Binary;
using System.Runtime.CompilerServices;
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
        var field = layers.TransportOffset + (isTcp ? TcpField : UdpField);
        if (layers.IsPartial || frame.Length < field + 2)
            return false;
        var addresses = layers.IpVersion == 4 ? frame.Slice(layers.NetworkOffset + 12, 8) : frame.Slice(layers.NetworkOffset + 8, 32);
        var sum = 0UL;
        for (; !addresses.IsEmpty; addresses = addresses[4..])
            sum += BinaryPrimitives.ReadUInt32BigEndian(addresses);
        return IsUnfinished(
            Fold(sum + (isTcp ? TcpNumber : UdpNumber)), layers.TransportHeaderLength + layers.PayloadLength,
            BinaryPrimitives.ReadUInt16BigEndian(frame[field..]));
    }

    /// <summary>Offsets of the checksum in the transport header.</summary>
    public const int TcpField = 16;
    public const int UdpField = 6;

    private const uint TcpNumber = 6;
    private const uint UdpNumber = 17;

    /// <summary>
    /// Folded sum of a pseudo-header but for the length. The words that are added have 32 bits: their sum is congruent
    /// modulo 2^16-1 to that of 16-bit words. The prefix of a mapped IPv4 address is congruent to 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Sum(in FlowKey key) =>
        Fold(Sum(key.Low) + Sum(key.High) + (key.Protocol == Protocol.Tcp ? TcpNumber : UdpNumber));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Sum(in HostAddress address) =>
        (address.High >> 32) + (uint)address.High + (address.Low >> 32) + (uint)address.Low;

    /// <summary>One's complement sum of the 16-bit words of a number that is not 0; that is never 0 itself.</summary>
    private static ushort Fold(ulong sum)
    {
        while (sum > ushort.MaxValue)
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        return (ushort)sum;
    }

    /// <param name="pseudoHeader">Its <see cref="Sum(in FlowKey)"/>.</param>
    /// <param name="length">Of the segment or datagram, its header included; below 2^31.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUnfinished(ushort pseudoHeader, int length, ushort field)
    {
        // Folded twice, which is enough for 32 bits.
        var sum = pseudoHeader + (uint)length;
        sum = (sum & ushort.MaxValue) + (sum >> 16);
        return (sum & ushort.MaxValue) + (sum >> 16) == field;
    }
}
