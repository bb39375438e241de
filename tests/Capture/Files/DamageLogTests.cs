namespace Wiretax.Tests.Capture.Files;

public sealed class DamageLogTests
{
    [Fact]
    public void Of_many_damages_the_first_thousand_are_kept_and_all_are_counted()
    {
        var file = new FileBuilder().Pcap();
        for (var i = 0; i < 100_000; i++)
            file.Record([1, 2, 3, 4], captured: 4, original: 2);

        var read = ReadCapture.Of(file);

        Assert.Equal(100_000, read.Frames.Count);
        Assert.Equal(100_000, read.Statistics.DamageCount);
        Assert.Equal(1000, read.Damages.Count);
    }
}
