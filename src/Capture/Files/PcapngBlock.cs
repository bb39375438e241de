namespace Wiretax.Capture;

/// <summary>Block types and option codes of pcapng (<c>draft-ietf-opsawg-pcapng</c>).</summary>
internal static class PcapngBlock
{
    public const uint SectionHeader = 0x0a0d0d0a;
    public const uint Interface = 1;
    public const uint ObsoletePacket = 2;
    public const uint SimplePacket = 3;
    public const uint NameResolution = 4;
    public const uint InterfaceStatistics = 5;
    public const uint EnhancedPacket = 6;
    public const uint SystemdJournal = 9;
    public const uint DecryptionSecrets = 10;
    public const uint Custom = 0xbad;
    public const uint CustomNoCopy = 0x4000_0bad;

    public const uint ByteOrderMagic = 0x1a2b3c4d;
    public const uint ByteOrderMagicSwapped = 0x4d3c2b1a;

    /// <summary>Type, length, and the length again at the end.</summary>
    public const int MinLength = 12;

    /// <summary>True for the types that are worth looking for behind damage.</summary>
    public static bool IsCommon(uint type) =>
        type is (>= Interface and <= DecryptionSecrets) or Custom or CustomNoCopy;

    public static bool IsPacket(uint type) => type is EnhancedPacket or SimplePacket or ObsoletePacket;

    /// <summary>Bytes that a field of this length takes, padded to 32 bits.</summary>
    public static long Padded(uint length) => (length + 3L) & ~3L;
}

/// <summary>Option codes that are read or written.</summary>
internal static class PcapngOption
{
    public const ushort End = 0;
    public const ushort Comment = 1;

    public const ushort SectionHardware = 2;
    public const ushort SectionOperatingSystem = 3;
    public const ushort SectionApplication = 4;

    public const ushort InterfaceName = 2;
    public const ushort InterfaceDescription = 3;
    public const ushort InterfaceTickResolution = 9;
    public const ushort InterfaceFilter = 11;
    public const ushort InterfaceOperatingSystem = 12;
    public const ushort InterfaceTimeOffset = 14;
    public const ushort InterfaceHardware = 15;

    public const ushort PacketDropCount = 4;

    public const ushort StatisticsStart = 2;
    public const ushort StatisticsEnd = 3;
    public const ushort StatisticsReceived = 4;
    public const ushort StatisticsDroppedByInterface = 5;
    public const ushort StatisticsDroppedByKernel = 7;
}
