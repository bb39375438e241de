namespace Wiretax.Capture;

/// <summary>The compression around a capture, told by its first bytes.</summary>
internal static class Decompression
{
    /// <summary>The decompressed stream, or null when the bytes are not compressed in a way that is read here.</summary>
    public static Stream? Open(ReadOnlySpan<byte> start, Stream stream) => Recognise(start) switch
    {
        "gzip" => new GzipMemberStream(stream),
        "zstd" => new ZstdFrameStream(stream),
        "lz4" => new Lz4FrameStream(stream),
        _ => null,
    };

    /// <summary>Name of the compression that starts so; null when none of those read here does.</summary>
    public static string? Recognise(ReadOnlySpan<byte> start) => start switch
    {
        [0x1f, 0x8b, ..] => "gzip",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "zstd",
        _ when Lz4FrameStream.StartsWith(start) => "lz4",
        _ => null,
    };

    /// <summary>True for what the streams throw on damaged or truncated input.</summary>
    public static bool IsDamage(Exception exception) =>
        exception is IOException or InvalidDataException or NotSupportedException
            or NotImplementedException or ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException;
}
