using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Link;

/// <summary>
/// Radiotap (radiotap.org): what the adapter knew of a frame, little-endian. Its flags say whether an FCS follows the
/// frame, which is then 802.11's own bytes, and whether padding stands behind the 802.11 header.
/// </summary>
internal static class RadiotapHeader
{
    private const int Version = 0; // ..1
    // pad 1..2
    private const int HeaderLength = 2; // ..4
    private const int Present = 4; // ..8, and on while the highest bit is set
    private const int MinLength = 8;

    private const uint HasTimestamp = 1;
    private const uint HasFlags = 2;
    private const uint HasMore = 0x80000000;
    private const int TimestampLength = 8;

    private const byte FcsAtEnd = 0x10;
    private const byte PaddedHeader = 0x20;
    private const int FcsLength = 4;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Radiotap, MinLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(header[HeaderLength..]);
        if (header[Version] != 0)
        {
            return cursor.Malformed(Protocol.Radiotap, MinLength, 0);
        }

        if (length < MinLength)
        {
            return cursor.Malformed(Protocol.Radiotap, MinLength, length);
        }

        if (!cursor.TryHeader(Protocol.Radiotap, length, out header))
        {
            return HeaderKind.Undissected;
        }

        var flags = Flags(header);
        cursor.Take(Protocol.Radiotap, length);
        cursor.PaddedRadioHeader = (flags & PaddedHeader) != 0;
        if ((flags & FcsAtEnd) != 0 && cursor.Remaining > FcsLength)
        {
            cursor.Narrow(cursor.End - FcsLength, Protocol.Ieee80211);
        }

        return HeaderKind.Ieee80211;
    }

    private static byte Flags(ReadOnlySpan<byte> header)
    {
        var present = BinaryPrimitives.ReadUInt32LittleEndian(header[Present..]);
        if ((present & HasFlags) == 0)
        {
            return 0;
        }

        var offset = Present;
        uint word;
        do
        {
            if (offset + 4 > header.Length)
            {
                return 0;
            }

            word = BinaryPrimitives.ReadUInt32LittleEndian(header[offset..]);
            offset += 4;
        }
        while ((word & HasMore) != 0);

        if ((present & HasTimestamp) != 0)
        {
            offset = ((offset + TimestampLength - 1) & -TimestampLength) + TimestampLength;
        }

        return offset < header.Length ? header[offset] : (byte)0;
    }
}
