using ZstdSharp.Unsafe;

namespace Wiretax.Tests.Capture.Files;

/// <summary>What a zstd file gives before the place where it is damaged.</summary>
public sealed class ZstdFrameStreamTests
{
    private static readonly byte[] Sample = Large();
    private static readonly IReadOnlyList<ReadFrame> Frames = ReadCapture.Of(Sample).Frames;

    [Fact]
    public void A_frame_with_its_checksum_is_read_whole()
    {
        var read = ReadCapture.Of(WithChecksum());

        Assert.Equal(Frames, read.Frames);
        Assert.Empty(read.Damages);
    }

    [Fact]
    public void A_wrong_checksum_takes_nothing_of_what_was_decoded()
    {
        var compressed = WithChecksum();
        compressed[^1] ^= 1;

        AssertWholeWithDamage("the zstd data is damaged", compressed);
    }

    [Fact]
    public void All_blocks_before_a_damaged_one_are_given_out() => AssertWholeWithDamage("the zstd data is damaged", [.. RawBlocks(), 0x07, 0, 0]);

    [Fact]
    public void A_frame_that_is_cut_is_told_as_such()
    {
        AssertWholeWithDamage("the zstd data is cut", WithChecksum()[..^2]);
        AssertWholeWithDamage("the zstd data is cut", RawBlocks());
    }

    private static void AssertWholeWithDamage(string cause, byte[] compressed)
    {
        var read = ReadCapture.Of(compressed);

        Assert.Equal(Frames, read.Frames);
        Assert.Contains(cause, Assert.Single(read.Damages).Cause, StringComparison.Ordinal);
    }

    private static byte[] WithChecksum()
    {
        var into = new MemoryStream();
        using (var stream = new ZstdSharp.CompressionStream(into, 1, leaveOpen: true))
        {
            stream.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
            stream.Write(Sample);
        }
        return into.ToArray();
    }

    /// <summary>A frame without checksum, of raw blocks in a window of 128 KiB; it lacks its last block.</summary>
    private static byte[] RawBlocks()
    {
        var frame = new List<byte> { 0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38 };
        foreach (var block in Sample.Chunk(100_000))
        {
            var header = block.Length << 3;
            frame.AddRange([(byte)header, (byte)(header >> 8), (byte)(header >> 16), .. block]);
        }
        return [.. frame];
    }

    private static byte[] Large()
    {
        var random = new Random(5);
        var file = new FileBuilder().Pcap();
        for (var i = 0; i < 10_000; i++)
        {
            var frame = MalformedCapture.Frame(i);
            random.NextBytes(frame.AsSpan(42));
            file.Record(frame);
        }
        return file.ToArray();
    }
}
