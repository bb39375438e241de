namespace Wiretax.Capture;

/// <summary>
/// One record of a capture. The bytes are borrowed from the source and valid until its next read.
/// </summary>
public readonly ref struct CapturedFrame
{
    public CapturedFrame(
        ReadOnlySpan<byte> data, uint originalLength, long timestampNanoseconds, LinkType linkType, int interfaceIndex = 0)
    {
        Data = data;
        OriginalLength = originalLength;
        TimestampNanoseconds = timestampNanoseconds;
        LinkType = linkType;
        InterfaceIndex = interfaceIndex;
    }

    /// <summary>The captured bytes; fewer than <see cref="OriginalLength"/> under a snaplen.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Length in bytes as the interface saw the frame (pcap's <c>len</c>), without FCS.</summary>
    public uint OriginalLength { get; }

    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z.</summary>
    public long TimestampNanoseconds { get; }

    public LinkType LinkType { get; }

    /// <summary>Index into <see cref="CaptureStatistics.Interfaces"/>.</summary>
    public int InterfaceIndex { get; }

    public bool IsTruncated => (uint)Data.Length < OriginalLength;
}
