using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

public sealed class CaptureFileTests
{
    [Theory]
    [InlineData("hello, world\n", "text")]
    [InlineData("<html><body>404</body></html>", "HTML or XML")]
    [InlineData("\x89PNG\r\n\x1a\n", "a PNG image")]
    [InlineData("PK\x03\x04", "a ZIP archive")]
    [InlineData("BZh91AY&SY", "bzip2")]
    [InlineData("snoop\0\0\0", "a snoop capture")]
    [InlineData("\0\0\0\0\0\0", "zero bytes")]
    [InlineData("\xde\xad\xbe\xef\x01\x02", "data of an unknown kind (it starts with deadbeef)")]
    [InlineData("abc", "text")]
    public void A_file_that_is_no_capture_is_called_what_it_looks_like(string content, string kind)
    {
        using var file = new TemporaryFile([.. content.Select(each => (byte)each)]);

        var exception = Assert.Throws<CaptureFormatException>(() => CaptureFile.Open(file.Path));

        Assert.Equal(
            $"{file.Path} is no capture: it looks like {kind}; pcap and pcapng are read, also compressed with gzip, zstd or lz4.",
            exception.Message);
    }

    [Fact]
    public void An_empty_file_is_called_empty() => AssertMessage("is empty: it holds no capture.", []);

    [Fact]
    public void A_pcap_header_that_is_cut_is_told() =>
        AssertMessage("ends after 10 bytes, within the header of a pcap file (24 bytes).", new FileBuilder().Pcap().ToArray()[..10]);

    [Fact]
    public void A_compressed_file_that_holds_no_capture_is_told()
    {
        var into = new MemoryStream();
        using (var stream = new System.IO.Compression.GZipStream(into, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            stream.Write("just some text"u8);

        AssertMessage(
            "(decompressed from gzip) is no capture: it looks like text; pcap and pcapng are read, also compressed with gzip, zstd or lz4.",
            into.ToArray());
    }

    [Fact]
    public void A_file_that_claims_to_be_compressed_and_is_not_is_told()
    {
        using var file = new TemporaryFile([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

        var exception = Assert.Throws<CaptureFormatException>(() => CaptureFile.Open(file.Path));

        Assert.StartsWith($"{file.Path} (decompressed from gzip) cannot be read: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told() =>
        Assert.Equal(
            "/nowhere/at-all.pcap does not exist.",
            Assert.Throws<CaptureFormatException>(() => CaptureFile.Open("/nowhere/at-all.pcap")).Message);

    [Fact]
    public void A_directory_is_told() =>
        Assert.Equal(
            "/ is a directory: name a capture file in it.",
            Assert.Throws<CaptureFormatException>(() => CaptureFile.Open("/")).Message);

    [Fact]
    public void A_header_alone_is_a_capture_without_frames()
    {
        var read = ReadCapture.Of(new FileBuilder().Pcap());

        Assert.Empty(read.Frames);
        Assert.Empty(read.Damages);
    }

    [Fact]
    public void Reading_on_behind_the_end_stays_at_the_end()
    {
        using var source = CaptureFile.Open(new MemoryStream(new FileBuilder().Pcap().Bytes(1, 2, 3).ToArray()), "a stream");

        for (var i = 0; i < 3; i++)
            Assert.Equal(FrameRead.End, source.Read(out _));

        Assert.Equal(1, source.Statistics.DamageCount);
    }

    private static void AssertMessage(string ending, byte[] content)
    {
        using var file = new TemporaryFile(content);
        Assert.Equal($"{file.Path} {ending}", Assert.Throws<CaptureFormatException>(() => CaptureFile.Open(file.Path)).Message);
    }
}
