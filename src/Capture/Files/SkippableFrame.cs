using System.Buffers.Binary;

namespace Wiretax.Capture;

/// <summary>
/// A frame that holds nothing of the content, as zstd (RFC 8878, 3.1.2) and LZ4 share it: magic number, length of the
/// rest, the rest.
/// </summary>
internal static class SkippableFrame
{
    public const int MagicLength = 4;

    public static bool StartsWith(ReadOnlySpan<byte> magic) => magic is [>= 0x50 and <= 0x5f, 0x2a, 0x4d, 0x18, ..];

    /// <summary>Reads the first magic number that is not a skippable frame's, and passes over those before it.</summary>
    /// <returns>Bytes read of it; fewer than four where the stream ends.</returns>
    /// <exception cref="IOException">The stream cannot be read, or ends within a skippable frame.</exception>
    public static int ReadMagicBehind(Stream stream, Span<byte> magic)
    {
        while (true)
        {
            var length = stream.ReadAtLeast(magic[..MagicLength], MagicLength, throwOnEndOfStream: false);
            if (!StartsWith(magic[..length]))
                return length;
            PassOver(stream);
        }
    }

    private static void PassOver(Stream stream)
    {
        Span<byte> some = stackalloc byte[4096];
        stream.ReadExactly(some[..4]);
        for (long left = BinaryPrimitives.ReadUInt32LittleEndian(some); left > 0; left -= some.Length)
            stream.ReadExactly(some[..(int)Math.Min(left, some.Length)]);
    }
}
