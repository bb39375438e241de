namespace Wiretax.Capture;

/// <summary>
/// One record of a capture. The bytes are borrowed from the source and valid until its next read.
/// </summary>
public readonly ref struct CapturedFrame
{
    public CapturedFrame(
        ReadOnlySpan<byte> data, uint originalLength, long timestampNanoseconds, LinkType linkType,
        FrameInterface @interface = default)
    {
        Data = data;
        OriginalLength = originalLength;
        TimestampNanoseconds = timestampNanoseconds;
        LinkType = linkType;
        Interface = @interface;
    }

    /// <summary>The captured bytes; fewer than <see cref="OriginalLength"/> under a snaplen.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Length in bytes as the interface saw the frame (pcap's <c>len</c>), without FCS.</summary>
    public uint OriginalLength { get; }

    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z.</summary>
    public long TimestampNanoseconds { get; }

    public LinkType LinkType { get; }

    public FrameInterface Interface { get; }

    /// <inheritdoc cref="FrameInterface.Index"/>
    public int InterfaceIndex => Interface.Index;

    public bool IsTruncated => (uint)Data.Length < OriginalLength;
}
