using System.IO.Compression;
using K4os.Compression.LZ4.Streams;
using ZstdSharp;

namespace Wiretax.Capture;

/// <summary>The compression around a capture, told by its first bytes.</summary>
internal static class Decompression
{
    /// <summary>The decompressed stream, or null when the bytes are not compressed in a way that is read here.</summary>
    public static Stream? Open(ReadOnlySpan<byte> start, Stream stream) => Recognise(start) switch
    {
        "gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "zstd" => new DecompressionStream(stream, leaveOpen: false),
        // Interactive: what was decompressed before damage is given out, and not lost with the exception.
        "lz4" => LZ4Stream.Decode(stream, leaveOpen: false, interactive: true),
        _ => null,
    };

    /// <summary>Name of the compression that starts so; null when none of those read here does.</summary>
    public static string? Recognise(ReadOnlySpan<byte> start) => start switch
    {
        [0x1f, 0x8b, ..] => "gzip",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "zstd",
        [0x04, 0x22, 0x4d, 0x18, ..] => "lz4",
        [>= 0x50 and <= 0x5f, 0x2a, 0x4d, 0x18, ..] => "zstd",
        _ => null,
    };

    /// <summary>True for what the streams throw on damaged or truncated input.</summary>
    public static bool IsDamage(Exception exception) =>
        exception is IOException or InvalidDataException or ZstdException or NotSupportedException
            or ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException;
}
