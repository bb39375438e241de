using CsCheck;
using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

public sealed class MergedFrameSourceTests
{
    [Fact]
    public void The_frames_of_all_sources_come_in_order_of_time() =>
        Gen.OneOf(CaptureGen.Pcap(0, 30), CaptureGen.Pcapng(0, 20)).Array[1, 5].Sample(samples =>
        {
            var read = ReadCapture.Of(Merge([.. samples.Select(each => each.File)]));

            // A stable sort by time is what a merge of sorted sources gives.
            var expected = samples.SelectMany(each => each.Frames).OrderBy(each => each.Nanoseconds).ToList();
            Assert.Equal(expected.Select(each => each with { Interface = 0 }), read.Frames.Select(each => each with { Interface = 0 }));
            Assert.All(read.Frames, each => Assert.Equal(each.LinkType, read.Statistics.Interfaces[each.Interface].LinkType));
        }, iter: 100);

    [Fact]
    public void Interfaces_count_on_and_keep_their_counters()
    {
        var b = new FileBuilder();
        byte[] File(string name, ulong drops) => new FileBuilder().Section()
            .Interface(options: b.Option(2, name + "0")).Interface(options: b.Option(2, name + "1"))
            .Enhanced([1], ticks: 1, @interface: 1).Statistics(1, b.Counter(7, drops)).ToArray();

        var read = ReadCapture.Of(Merge(File("a", 3), File("b", 4)));

        Assert.Equal([0, 1], read.Frames.Select(each => each.Interface));
        Assert.Equal(["a1", "b1", "a0", "b0"], read.Statistics.Interfaces.Select(each => each.Name));
        Assert.Equal(7, read.Statistics.Dropped);
    }

    [Fact]
    public void Damage_is_told_with_the_name_of_its_source()
    {
        var read = ReadCapture.Of(Merge(new FileBuilder().Pcap().ToArray(), new FileBuilder().Pcap().Bytes(1, 2, 3).ToArray()));

        Assert.Equal("file 1: 3 bytes are left, too few for a record header", Assert.Single(read.Damages).Cause);
        Assert.Equal(1, read.Statistics.DamageCount);
    }

    private static MergedFrameSource Merge(params byte[][] files) => new(
        [.. files.Select((each, at) => ($"file {at}", (IFrameSource)CaptureFile.Open(new MemoryStream(each), $"file {at}")))]);
}
