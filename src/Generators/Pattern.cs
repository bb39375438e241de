using System.Buffers.Binary;

namespace Wiretax.Generators;

/// <summary>
/// What files and streams hold: a pseudo-random block of 64 KiB over and over, the same in every process, so that the
/// receiver can tell a byte out of place from its position alone.
/// </summary>
internal static class Pattern
{
    public const int BlockSize = 64 * 1024;

    private const int Blocks = 5;
    private const ulong Seed = 0x5749_5245_5441_5831;

    private static readonly byte[] Repeated = Create();

    /// <summary>The most that <see cref="At"/> gives from any position.</summary>
    public const int MaxRun = (Blocks - 1) * BlockSize;

    /// <summary>The content from <paramref name="position"/> on, <paramref name="length"/> bytes.</summary>
    public static ReadOnlySpan<byte> At(long position, int length) => Repeated.AsSpan(Start(position), length);

    /// <inheritdoc cref="At"/>
    public static ReadOnlyMemory<byte> MemoryAt(long position, int length) => Repeated.AsMemory(Start(position), length);

    /// <summary>Whether <paramref name="content"/>, of any length, is what belongs at <paramref name="position"/>.</summary>
    public static bool Matches(ReadOnlySpan<byte> content, long position)
    {
        while (!content.IsEmpty)
        {
            var run = Math.Min(content.Length, MaxRun);
            if (!content[..run].SequenceEqual(At(position, run)))
                return false;
            content = content[run..];
            position += run;
        }
        return true;
    }

    private static int Start(long position) => (int)(position % BlockSize);

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    private static byte[] Create()
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Blocks * BlockSize, pinned: true);
        var state = Seed;
        for (var at = 0; at < BlockSize; at += sizeof(ulong))
        {
            state += 0x9E37_79B9_7F4A_7C15;
            var mixed = state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), mixed ^ (mixed >> 31));
        }
        for (var block = 1; block < Blocks; block++)
            bytes.AsSpan(0, BlockSize).CopyTo(bytes.AsSpan(block * BlockSize));
        return bytes;
    }
}
