using System.Buffers.Binary;
using Wiretax.Analysis.Dissection.Link;
using Wiretax.Analysis.Dissection.Network;

namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// Ethernet behind MPLS labels (RFC 4448), directly or behind a control word, which counts as the label stack's. Only the
/// peers know which: here an EtherType or an IEEE 802.3 length in its place tells.
/// </summary>
internal static class Pseudowire
{
    private const int ControlWordLength = 4;
    private const int Type = 12; // ..14
    private const int EthernetLength = 14;

    private const int LlcAccessPoint = 14; // ..15
    private const int LlcControl = 16; // ..17
    private const int LlcEnd = 17;
    private const int SmallestLlc = 3;
    private const byte UnnumberedInformation = 0x03;

    private const int Ipv4Total = 2; // ..4
    private const int Ipv6Payload = 4; // ..6

    /// <param name="first">The byte at the cursor.</param>
    public static HeaderKind Dissect(ref FrameCursor cursor, byte first)
    {
        if (first == 0)
        {
            return DissectAddressOrWord(ref cursor);
        }

        if (!cursor.TryHeader(Protocol.Mpls, EthernetLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        return HasType(header) || HasLength(header, cursor.Remaining) ? HeaderKind.Ethernet : HeaderKind.Undissected;
    }

    /// <summary>
    /// True when what looks like IP's version begins an Ethernet address. Where a cut hides which, it hides the end of
    /// either header.
    /// </summary>
    public static bool IsAddress(in FrameCursor cursor, bool isIpv6)
    {
        var bytes = cursor.Captured;
        if (cursor.Layers.IsPartial || bytes.Length < EthernetLength)
        {
            return false;
        }

        var datagram = isIpv6
            ? Ipv6Header.Length + BinaryPrimitives.ReadUInt16BigEndian(bytes[Ipv6Payload..])
            : BinaryPrimitives.ReadUInt16BigEndian(bytes[Ipv4Total..]);
        return datagram > cursor.Remaining && (HasType(bytes) || HasLength(bytes, cursor.Remaining));
    }

    /// <summary>
    /// A byte of 0 begins a control word, and the addresses of many vendors. An EtherType is there by chance less often
    /// than a length; where both readings have one, a word without a sequence number is told by its zeros.
    /// </summary>
    private static HeaderKind DissectAddressOrWord(ref FrameCursor cursor)
    {
        var decisive = Math.Clamp(cursor.Remaining, EthernetLength, ControlWordLength + LlcEnd);
        if (!cursor.TryHeader(Protocol.Mpls, decisive, out var header))
        {
            return HeaderKind.Undissected;
        }

        var behindWord = header[ControlWordLength..];
        var isTyped = HasType(header);
        var isTypedBehindWord = HasType(behindWord);
        if (isTyped && !(isTypedBehindWord && BinaryPrimitives.ReadUInt32BigEndian(header) == 0))
        {
            return HeaderKind.Ethernet;
        }

        if (isTypedBehindWord || HasLlc(behindWord, cursor.Remaining - ControlWordLength))
        {
            cursor.Offset += ControlWordLength;
            return HeaderKind.Ethernet;
        }

        return HasLlc(header, cursor.Remaining) ? HeaderKind.Ethernet : HeaderKind.Undissected;
    }

    private static bool HasType(ReadOnlySpan<byte> ethernet) => ethernet.Length >= EthernetLength
        && EtherType.Next(BinaryPrimitives.ReadUInt16BigEndian(ethernet[Type..])) != HeaderKind.Undissected;

    private static bool HasLength(ReadOnlySpan<byte> ethernet, int available)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(ethernet[Type..]);
        return length is >= SmallestLlc and <= EtherType.LargestLength && length <= available - EthernetLength;
    }

    /// <summary>A length that unnumbered information follows, as in every frame of LLC but those of its connections.</summary>
    private static bool HasLlc(ReadOnlySpan<byte> ethernet, int available) => ethernet.Length >= LlcEnd
        && HasLength(ethernet, available)
        && ethernet[LlcAccessPoint] != 0 && ethernet[LlcControl] == UnnumberedInformation;
}
