using System.IO.Compression;
using CsCheck;
using K4os.Compression.LZ4.Streams;
using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

public sealed class StreamedInputTests
{
    private static readonly byte[] Sample = Large();

    [Fact]
    public void A_stream_gives_what_the_file_gives_however_it_trickles_in_and_whatever_is_wrong() =>
        Gen.Select(Gen.OneOf(CaptureGen.Pcap(1, 60), CaptureGen.Pcapng(1, 30)), Gen.Int[0, 1_000_000], Gen.Byte, Gen.Int[1, 700])
            .Sample((sample, at, value, chunk) =>
            {
                // The first bytes stay, so that both are captures.
                sample.File[4 + (at % (sample.File.Length - 4))] = value;
                using var file = new TemporaryFile(sample.File);

                var whole = ReadCapture.Of(file.Path);
                var streamed = ReadCapture.Of(CaptureFile.Open(new TricklingStream(sample.File, chunk), "the stream"));

                Assert.Equal(whole.Frames, streamed.Frames);
                Assert.Equal(whole.Damages, streamed.Damages);
            }, iter: 300);

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    public void Compressed_captures_are_recognised_by_content(string compression)
    {
        using var file = new TemporaryFile(Compress(compression, Sample), ".bin");

        var read = ReadCapture.Of(file.Path);

        Assert.Equal(ReadCapture.Of(Sample).Frames, read.Frames);
        Assert.Empty(read.Damages);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    public void A_truncated_compressed_capture_keeps_what_comes_before_the_cut(string compression)
    {
        var compressed = Compress(compression, Sample);

        var read = ReadCapture.Of(compressed[..(compressed.Length / 2)]);

        Assert.InRange(read.Frames.Count, 1, ReadCapture.Of(Sample).Frames.Count - 1);
        Assert.NotEmpty(read.Damages);
        Assert.False(read.Damages[^1].Recovered);
    }

    [Theory]
    [InlineData("gzip", -5, "the gzip data is damaged or its checksum is wrong")]
    [InlineData("gzip", -8, "the gzip data is damaged or its checksum is wrong")]
    // The length of a block, which is then more than a block may hold.
    [InlineData("lz4", 10, "the lz4 data is damaged, its checksum is wrong, or it needs a dictionary")]
    public void Damaged_data_is_told_by_its_format(string compression, int at, string cause)
    {
        var compressed = Compress(compression, Sample);
        compressed[at < 0 ? compressed.Length + at : at] ^= 0x5a;

        Assert.Contains(cause, DamageOf(compressed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    public void Cut_data_is_told_by_its_format(string compression)
    {
        var compressed = Compress(compression, Sample);

        Assert.Contains($"the {compression} data is cut", DamageOf(compressed[..(compressed.Length / 2)]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    public void A_damaged_compressed_capture_never_throws_out_of_the_reader(string compression)
    {
        var compressed = Compress(compression, Sample[..20_000]);
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var copy = compressed.ToArray();
            for (var n = random.Next(1, 5); n > 0; n--)
                copy[random.Next(4, copy.Length)] = (byte)random.Next(256);
            try
            {
                ReadCapture.Of(copy);
            }
            catch (CaptureFormatException)
            {
            }
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    public void Captures_compressed_in_pieces_one_behind_the_other_are_read_to_the_last(string compression)
    {
        byte[] pieces = [.. Compress(compression, Sample[..1_000_000]), .. Compress(compression, Sample[1_000_000..])];

        var read = ReadCapture.Of(pieces);

        Assert.Equal(ReadCapture.Of(Sample).Frames, read.Frames);
        Assert.Empty(read.Damages);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("lz4")]
    public void Skippable_frames_are_passed_over_wherever_they_stand(string compression)
    {
        byte[] skippable = [0x5a, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5];
        using var file = new TemporaryFile([
            .. skippable, .. skippable, .. Compress(compression, Sample[..1_000_000]),
            .. skippable, .. Compress(compression, Sample[1_000_000..]), .. skippable]);

        var read = ReadCapture.Of(file.Path);

        Assert.Equal(ReadCapture.Of(Sample).Frames, read.Frames);
        Assert.Empty(read.Damages);
    }

    [Theory]
    [InlineData("zstd", new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    [InlineData("zstd", new byte[] { 0x5a, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1 })]
    [InlineData("lz4", new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    [InlineData("lz4", new byte[] { 0x04, 0x22 })]
    [InlineData("lz4", new byte[] { 0x5a, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1 })]
    public void What_follows_the_last_frame_and_is_none_is_damage(string compression, byte[] behind)
    {
        var read = ReadCapture.Of([.. Compress(compression, Sample), .. behind]);

        Assert.Equal(ReadCapture.Of(Sample).Frames, read.Frames);
        Assert.False(Assert.Single(read.Damages).Recovered);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    public void A_gzip_member_that_lacks_a_few_bytes_is_damage(int missing)
    {
        var compressed = Compress("gzip", Sample);

        foreach (var read in (ReadCapture[])[ReadCapture.Of(compressed[..^missing]), ReadCapture.Of([.. compressed, .. compressed[..^missing]])])
        {
            Assert.Equal(ReadCapture.Of(Sample).Frames, read.Frames.Take(20_000));
            Assert.StartsWith("the input ends early: ", read.Damages[^1].Cause, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_gzip_member_that_was_flushed_and_never_finished_is_damage()
    {
        var into = new MemoryStream();
        using var stream = new GZipStream(into, CompressionLevel.Fastest);
        stream.Write(Sample);
        stream.Flush();

        var read = ReadCapture.Of(into.ToArray());

        Assert.Equal(ReadCapture.Of(Sample).Frames, read.Frames);
        Assert.StartsWith("the input ends early: ", Assert.Single(read.Damages).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 14)]
    [InlineData(0, 100_000)]
    [InlineData(1, 1)]
    [InlineData(512, 3)]
    [InlineData(100_000, 1)]
    public void What_follows_the_last_gzip_member_is_damage_unless_it_is_zero(int zeros, int others)
    {
        byte[] filled = [.. Compress("gzip", Sample), .. new byte[zeros]];
        byte[] followed = [.. filled, .. Enumerable.Repeat((byte)'x', others)];

        Assert.Empty(ReadCapture.Of(filled).Damages);
        var read = ReadCapture.Of(CaptureFile.Open(new TricklingStream(followed, 5000), "the stream"));
        Assert.Equal(ReadCapture.Of(Sample).Frames, read.Frames);
        Assert.False(Assert.Single(read.Damages).Recovered);
    }

    [Theory]
    [InlineData(new byte[] { 0x5a, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1 }, "cannot be read: ")]
    [InlineData(new byte[] { 0x5a, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 1 }, "is empty: ")]
    // A dictionary's identifier in the LZ4 frame descriptor: flags 0x61, block size 0x40, identifier 5, header checksum.
    [InlineData(new byte[] { 0x04, 0x22, 0x4d, 0x18, 0x61, 0x40, 5, 0, 0, 0, 0x4e, 0, 0, 0, 0 }, "(decompressed from lz4) cannot be read: ")]
    public void A_compressed_input_without_readable_content_is_refused(byte[] file, string why) =>
        Assert.Contains(why, Assert.Throws<CaptureFormatException>(() => ReadCapture.Of(file)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_named_pipe_is_read_to_its_end()
    {
        using var pipe = TemporaryFile.Pipe();
        var writing = Task.Run(() => File.WriteAllBytes(pipe.Path, Sample), TestContext.Current.CancellationToken);

        var read = ReadCapture.Of(pipe.Path);

        Assert.Equal(ReadCapture.Of(Sample).Frames, read.Frames);
        await writing;
    }

    /// <summary>What is said of data that cannot be read to its end, or not at all.</summary>
    private static string DamageOf(byte[] compressed)
    {
        try
        {
            return ReadCapture.Of(compressed).Damages[^1].Cause;
        }
        catch (CaptureFormatException refused)
        {
            return refused.Message;
        }
    }

    private static byte[] Large()
    {
        var random = new Random(3);
        var file = new FileBuilder().Section().Interface();
        for (var i = 0; i < 20_000; i++)
        {
            var frame = MalformedCapture.Frame(i);
            random.NextBytes(frame.AsSpan(42));
            file.Enhanced(frame, ticks: 1_700_000_000_000_000 + (ulong)i);
        }
        return file.ToArray();
    }

    private static byte[] Compress(string compression, byte[] bytes)
    {
        var into = new MemoryStream();
        using (Stream stream = compression switch
        {
            "gzip" => new GZipStream(into, CompressionLevel.Fastest, leaveOpen: true),
            "zstd" => new ZstdSharp.CompressionStream(into, 1, leaveOpen: true),
            _ => LZ4Stream.Encode(into, leaveOpen: true),
        })
        {
            stream.Write(bytes);
        }
        return into.ToArray();
    }

    /// <summary>Gives a few bytes a read, as a pipe may.</summary>
    private sealed class TricklingStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, chunk)]);
    }
}
