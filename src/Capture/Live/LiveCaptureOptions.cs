namespace Wiretax.Capture;

/// <summary>How an interface is captured from.</summary>
public readonly record struct LiveCaptureOptions()
{
    /// <summary>Headers only: Ethernet, VLAN, IPv6 and TCP with all its options, or a tunnel with ordinary headers inside.</summary>
    public const int DefaultSnapLength = 128;

    public const int MinimumSnapLength = 14;

    /// <summary>Keeps the super-frames of segmentation offload whole.</summary>
    public const int MaximumSnapLength = 262_144;

    /// <summary>128 MiB: about a second of header-only frames at two million frames a second.</summary>
    public const long DefaultBufferBytes = 128L << 20;

    public const long MinimumBufferBytes = 64L << 10;
    public const long MaximumBufferBytes = 2047L << 20;

    /// <summary>An interface's name, or <c>any</c> for all of them.</summary>
    public required string Interface { get; init; }

    /// <summary>Bytes kept of each frame.</summary>
    public int SnapLength { get; init; } = DefaultSnapLength;

    /// <summary>Only frames that match, in libpcap's syntax; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>Size of the kernel's ring buffer; frames that find it full are dropped and counted.</summary>
    public long BufferBytes { get; init; } = DefaultBufferBytes;

    /// <summary>Also frames that are addressed to others.</summary>
    public bool Promiscuous { get; init; } = true;
}
