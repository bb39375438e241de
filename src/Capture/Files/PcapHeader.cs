using System.Buffers.Binary;

namespace Wiretax.Capture;

/// <summary>How the two lengths of a record are ordered.</summary>
internal enum PcapLengthOrder
{
    CapturedFirst,

    /// <summary>Versions before 2.3, and DG/UX's 543.0.</summary>
    OriginalFirst,

    /// <summary>Version 2.3, written in both orders: the captured length is the smaller one.</summary>
    SmallerIsCaptured,
}

/// <summary>
/// The header of a pcap file: what <c>draft-ietf-opsawg-pcap</c> states, and the variants that libpcap and Wireshark
/// read beside it.
/// </summary>
internal readonly record struct PcapHeader
{
    public const int MinLength = 24;

    private const uint Microseconds = 0xa1b2c3d4;
    private const uint Nanoseconds = 0xa1b23c4d;
    private const uint Modified = 0xa1b2cd34;
    private const uint IxiaHardware = 0x1c0001ac;
    private const uint IxiaSoftware = 0x1c0001ab;

    /// <summary>True where the file's byte order is not this machine's.</summary>
    public bool Swapped { get; private init; }

    /// <summary>Length of the file's header in bytes.</summary>
    public int Length { get; private init; }

    /// <summary>Length of a record's header in bytes.</summary>
    public int RecordLength { get; init; }

    /// <summary>
    /// Lengths that a record's header has in patched formats under the same magic number: Nokia's and SuSE 6.3's,
    /// Red Hat 6.1's. Only the records themselves tell. Ixia's files have none.
    /// </summary>
    public ReadOnlySpan<int> OtherRecordLengths => RecordLength == 16 && Length == MinLength && TickNanoseconds == 1000 ? [20, 24] : RecordLength == 24 ? [28] : [];

    /// <summary>Nanoseconds in one unit of a record's fraction.</summary>
    public int TickNanoseconds { get; private init; }

    public PcapLengthOrder LengthOrder { get; private init; }

    public LinkType LinkType { get; private init; }

    /// <summary>Bytes kept of each frame; null where the header states none.</summary>
    public long? SnapLength { get; private init; }

    public static bool IsMagic(uint little) =>
        IsKnown(little) || IsKnown(BinaryPrimitives.ReverseEndianness(little));

    /// <param name="bytes">At least <see cref="MinLength"/> bytes that begin with a known magic number.</param>
    public static PcapHeader Parse(ReadOnlySpan<byte> bytes)
    {
        var little = IsKnown(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
        uint U32(ReadOnlySpan<byte> at) =>
            little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
        int U16(ReadOnlySpan<byte> at) =>
            little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

        var magic = U32(bytes);
        var (major, minor) = (U16(bytes[4..]), U16(bytes[6..]));
        var snapLength = U32(bytes[16..]);
        return new PcapHeader
        {
            Swapped = little != BitConverter.IsLittleEndian,
            // Ixia puts the number of record bytes behind the standard header.
            Length = magic is IxiaHardware or IxiaSoftware ? MinLength + 4 : MinLength,
            // Kuznetzov's patch adds interface index, protocol and packet type to each record.
            RecordLength = magic == Modified ? 24 : 16,
            TickNanoseconds = magic == Nanoseconds ? 1 : 1000,
            LengthOrder = (major, minor) switch
            {
                (2, < 3) or (543, 0) => PcapLengthOrder.OriginalFirst,
                (2, 3) => PcapLengthOrder.SmallerIsCaptured,
                _ => PcapLengthOrder.CapturedFirst,
            },
            // The upper bits hold the length of the FCS and reserved flags.
            LinkType = (LinkType)(U32(bytes[20..]) & 0x03ff_ffff),
            SnapLength = snapLength is 0 or > int.MaxValue ? null : snapLength,
        };
    }

    private static bool IsKnown(uint magic) =>
        magic is Microseconds or Nanoseconds or Modified or IxiaHardware or IxiaSoftware;
}
