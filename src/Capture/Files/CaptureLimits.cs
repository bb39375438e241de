namespace Wiretax.Capture;

/// <summary>Where a length in a file stops being believed.</summary>
public static class CaptureLimits
{
    /// <summary>Captured bytes of one frame; libpcap and Wireshark draw the same line.</summary>
    public const int MaxCapturedLength = 256 * 1024;

    /// <summary>Original length of one frame: 32 times the largest segment that offload makes (BIG TCP, 512 KiB).</summary>
    public const int MaxOriginalLength = 16 * 1024 * 1024;

    /// <summary>Length of one pcapng block; nothing is ever allocated for more.</summary>
    public const int MaxBlockLength = 16 * 1024 * 1024;

    /// <summary>Bytes that are searched for a first time, where a pcapng file begins with frames that have none.</summary>
    public const int MaxTimeSearch = MaxBlockLength;

    /// <summary>Damages that are kept with offset and cause; the rest is counted.</summary>
    public const int MaxStoredDamages = 1000;

    /// <summary>Comments that are kept, and the bytes kept of all of them together.</summary>
    public const int MaxStoredComments = 10_000;
    public const int MaxStoredCommentBytes = 1024 * 1024;

    /// <summary>Interfaces over all sections of one file.</summary>
    public const int MaxInterfaces = 65_536;

    /// <summary>
    /// Characters kept of the names, descriptions, filters and systems of all interfaces together; a text that goes
    /// beyond is left out.
    /// </summary>
    public const int MaxStoredInterfaceText = 1024 * 1024;
}
