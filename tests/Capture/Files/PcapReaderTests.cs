using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

public sealed class PcapReaderTests
{
    private static readonly byte[] Data = [.. Enumerable.Range(0, 60).Select(each => (byte)each)];

    [Theory]
    [InlineData(0xa1b2c3d4, false, 5_000)]
    [InlineData(0xa1b2c3d4, true, 5_000)]
    [InlineData(0xa1b23c4d, false, 5)]
    [InlineData(0xa1b23c4d, true, 5)]
    public void Micro_and_nanosecond_files_are_read_in_both_byte_orders(uint magic, bool bigEndian, long fraction)
    {
        var file = new FileBuilder(bigEndian).Pcap(magic, snapLength: 96).Record(Data, fraction: 5, original: 1500);

        var read = ReadCapture.Of(file);

        Assert.Equal(
            [new ReadFrame(1_700_000_000_000_000_000 + fraction, 1500, LinkType.Ethernet, 0, Convert.ToHexString(Data))], read.Frames);
        Assert.Equal(96, Assert.Single(read.Statistics.Interfaces).SnapLength);
        Assert.Empty(read.Damages);
    }
}
