using CsCheck;
using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

public sealed class CaptureSegmentsTests
{
    private static readonly byte[] Data = [.. Enumerable.Range(0, 90).Select(each => (byte)each)];

    [Fact]
    public void Segments_of_pcap_together_are_the_file() => CaptureGen.Pcap(1, 3000).Sample(AssertSegmentsAreTheFile, iter: 40);

    [Fact]
    public void Segments_of_pcapng_together_are_the_file() =>
        CaptureGen.Pcapng(1, 3000, maxSections: 1).Sample(AssertSegmentsAreTheFile, iter: 40);

    [Fact]
    public void Whatever_is_proven_is_equal_even_in_damaged_files() =>
        Gen.Select(Gen.OneOf(CaptureGen.Pcap(10, 2000), CaptureGen.Pcapng(10, 1000)), Gen.Int[0, 1_000_000], Gen.Byte)
            .Sample((sample, at, value) =>
            {
                sample.File[at % sample.File.Length] = value;
                using var file = new TemporaryFile(sample.File);
                if (Try(() => ReadCapture.Of(file.Path)) is not { } whole)
                    return;

                var (parts, proven, statistics) = ReadSegments(file.Path, 5);

                if (proven)
                {
                    Assert.Equal(whole.Frames, parts);
                    Assert.Equal(whole.Damages, statistics.Damages);
                    Assert.Equal(whole.Statistics.Interfaces, statistics.Interfaces);
                }
            }, iter: 100);

    [Fact]
    public void A_file_of_a_capture_being_downloaded_is_cut_between_its_own_records()
    {
        var inner = new FileBuilder().Pcap();
        for (var i = 0; i < 1000; i++)
            inner.Record(Data);
        var outer = new FileBuilder().Pcap();
        for (var i = 0; i < 100; i++)
            outer.Record(inner.ToArray().AsSpan(0, inner.Length - 50));
        using var file = new TemporaryFile(outer.ToArray());

        var (parts, proven, _) = ReadSegments(file.Path, 8);

        Assert.True(proven);
        Assert.Equal(100, parts.Count);
    }

    /// <summary>
    /// Behind the original length, these link addresses read as a record of 131,584 bytes, behind which stands the same
    /// again: a chain as long as one of records.
    /// </summary>
    [Fact]
    public void Frames_that_are_all_alike_are_cut_between_them()
    {
        byte[] frame = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, .. new byte[40]];
        var builder = new FileBuilder().Pcap();
        for (var i = 0; i < 20_000; i++)
            builder.Record(frame, fraction: i);
        using var file = new TemporaryFile(builder.ToArray());

        foreach (var count in (int[])[3, 4, 5, 6, 7])
        {
            var (parts, proven, _) = ReadSegments(file.Path, count);
            Assert.True(proven);
            Assert.Equal(20_000, parts.Count);
        }
    }

    [Fact]
    public void An_interface_that_is_described_late_is_told()
    {
        var builder = new FileBuilder().Section().Interface();
        for (var i = 0; i < 10_000; i++)
            builder.Enhanced(Data);
        builder.Interface(101);
        for (var i = 0; i < 10_000; i++)
            builder.Enhanced(Data, @interface: 1);
        using var file = new TemporaryFile(builder.ToArray());

        Assert.False(ReadSegments(file.Path, 4).Proven);
    }

    [Fact]
    public void Counters_of_the_last_segment_are_those_of_the_file()
    {
        var builder = new FileBuilder().Section().Interface(options: new FileBuilder().Option(2, "eth0"));
        for (var i = 0; i < 10_000; i++)
            builder.Enhanced(Data);
        builder.Statistics(0, [.. builder.Counter(4, 10_007), .. builder.Counter(7, 7)]);
        using var file = new TemporaryFile(builder.ToArray());

        var (parts, proven, statistics) = ReadSegments(file.Path, 4);

        Assert.True(proven);
        Assert.Equal(10_000, parts.Count);
        Assert.Equal(ReadCapture.Of(file.Path).Statistics.Interfaces, statistics.Interfaces);
        Assert.Equal(7, statistics.Dropped);
    }

    [Fact]
    public void A_stream_comes_as_one_segment()
    {
        using var file = new TemporaryFile(new FileBuilder().Pcap().Record(Data).ToArray());

        using var segments = CaptureFile.OpenSegments(file.Path, new CaptureSegmentOptions { Count = 8, MinBytes = 1_000_000 });

        Assert.Single(segments.Sources);
    }

    private static void AssertSegmentsAreTheFile(CaptureGen.Sample sample)
    {
        using var file = new TemporaryFile(sample.File);

        var (parts, proven, statistics) = ReadSegments(file.Path, 7);

        Assert.True(proven);
        Assert.Equal(sample.Frames, parts);
        Assert.Empty(statistics.Damages);
    }

    private static (List<ReadFrame> Frames, bool Proven, CaptureStatistics Statistics) ReadSegments(string path, int count)
    {
        using var segments = CaptureFile.OpenSegments(path, new CaptureSegmentOptions { Count = count, MinBytes = 1 });
        var parts = new List<ReadFrame>[segments.Sources.Count];
        Parallel.For(0, parts.Length, i =>
        {
            parts[i] = [];
            while (segments.Sources[i].Read(out var frame) == FrameRead.Frame)
                parts[i].Add(ReadFrame.Of(frame));
        });
        return ([.. parts.SelectMany(each => each)], segments.IsProven, segments.Statistics);
    }

    private static ReadCapture? Try(Func<ReadCapture> read)
    {
        try
        {
            return read();
        }
        catch (CaptureFormatException)
        {
            return null;
        }
    }
}
