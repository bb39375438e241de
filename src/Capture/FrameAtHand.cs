namespace Wiretax.Capture;

/// <summary>
/// A record of a capture as it lies in a reader's memory, where many of them can be held at once. Valid until the
/// reader's next read.
/// </summary>
public readonly unsafe struct FrameAtHand(
    byte* data, int capturedLength, uint originalLength, long timestampNanoseconds, LinkType linkType, FrameInterface @interface = default)
{
    public byte* Data { get; } = data;

    /// <inheritdoc cref="CapturedFrame.TimestampNanoseconds"/>
    public long TimestampNanoseconds { get; } = timestampNanoseconds;

    /// <summary>Captured bytes, not more than <see cref="OriginalLength"/>.</summary>
    public int CapturedLength { get; } = capturedLength;

    /// <inheritdoc cref="CapturedFrame.OriginalLength"/>
    public uint OriginalLength { get; } = originalLength;

    public LinkType LinkType { get; } = linkType;

    /// <inheritdoc cref="CapturedFrame.Interface"/>
    public FrameInterface Interface { get; } = @interface;

    public CapturedFrame Frame => new(
        new ReadOnlySpan<byte>(Data, CapturedLength), OriginalLength, TimestampNanoseconds, LinkType, Interface);
}
