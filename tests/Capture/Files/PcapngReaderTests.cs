using CsCheck;
using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

public sealed class PcapngReaderTests
{
    private static readonly byte[] Data = MalformedCapture.Frame(7);
    private static readonly string Hex = Convert.ToHexString(Data);

    [Fact]
    public void Every_block_of_any_sound_file_is_read() => CaptureGen.Pcapng(0, 30).Sample(sample =>
    {
        var read = ReadCapture.Of(sample.File);
        Assert.Equal(sample.Frames, read.Frames);
        Assert.Empty(read.Damages);
    }, iter: 200);

    [Theory]
    [InlineData(0, 1_700_000_000UL, 1_700_000_000_000_000_000, 1_000_000_000L)]
    [InlineData(3, 1_700_000_000_001UL, 1_700_000_000_001_000_000, 1_000_000L)]
    [InlineData(6, 1_700_000_000_000_001UL, 1_700_000_000_000_001_000, 1000L)]
    [InlineData(9, 1_700_000_000_000_000_001UL, 1_700_000_000_000_000_001, 1L)]
    [InlineData(10, 17_000_000_000_000_000_019UL, 1_700_000_000_000_000_001, null)]
    [InlineData(12, 5_000_000_000_000UL, 5_000_000_000, null)]
    [InlineData(29, ulong.MaxValue, 0, null)]
    [InlineData(127, ulong.MaxValue, 0, null)]
    [InlineData(0x80, 1_700_000_000UL, 1_700_000_000_000_000_000, 1_000_000_000L)]
    [InlineData(0x80 + 10, (1_700_000_000UL << 10) + 512, 1_700_000_000_500_000_000, 976_562L)]
    [InlineData(0x80 + 32, (1_700_000_000UL << 32) + (1UL << 31), 1_700_000_000_500_000_000, null)]
    [InlineData(0xff, ulong.MaxValue, 0, null)]
    public void Any_time_resolution_becomes_nanoseconds(byte resolution, ulong ticks, long nanoseconds, long? tick)
    {
        var file = new FileBuilder().Section().Interface(options: new FileBuilder().Option(9, resolution)).Enhanced(Data, ticks);

        var read = ReadCapture.Of(file);

        Assert.Equal(nanoseconds, Assert.Single(read.Frames).Nanoseconds);
        Assert.Equal(tick, read.Statistics.Interfaces[0].TickNanoseconds);
        Assert.Empty(read.Damages);
    }

    [Theory]
    [InlineData(1_700_000_000L, 5_000_001UL, 1_700_000_005_000_001_000)]
    [InlineData(-10L, 5_000_000UL, -5_000_000_000)]
    public void The_time_offset_is_added(long offset, ulong ticks, long nanoseconds)
    {
        var file = new FileBuilder().Section()
            .Interface(options: new FileBuilder().Counter(14, unchecked((ulong)offset))).Enhanced(Data, ticks);

        Assert.Equal(nanoseconds, Assert.Single(ReadCapture.Of(file).Frames).Nanoseconds);
    }

    [Fact]
    public void The_offset_is_added_to_ticks_of_zero_on_each_interface_that_has_one()
    {
        var b = new FileBuilder();
        var file = new FileBuilder().Section()
            .Interface(options: b.Counter(14, 1_700_000_000)).Interface(options: b.Counter(14, 1_600_000_000)).Interface()
            .Enhanced(Data, 0).Enhanced(Data, 0, 1).Enhanced(Data, 0, 2).Enhanced(Data, 0).Enhanced(Data, 1_000_000);

        Assert.Equal(
            [1_700_000_000_000_000_000, 1_600_000_000_000_000_000, 0, 1_700_000_000_000_000_000, 1_700_000_001_000_000_000],
            ReadCapture.Of(file).Frames.Select(each => each.Nanoseconds));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_file_says_about_its_interfaces_is_kept(bool bigEndian)
    {
        var b = new FileBuilder(bigEndian);
        var file = new FileBuilder(bigEndian)
            .Section(b.Option(1, "of the section"))
            .Interface(1, 96, [
                .. b.Option(2, "eth0"), .. b.Option(3, "uplink"), .. b.Option(9, 9), .. b.Option(11, [0, .. "port 80"u8]),
                .. b.Option(12, "Linux"), .. b.Option(15, "e1000"), .. b.Option(1, "of the interface"), .. b.Option(9999, 1, 2, 3)])
            .Interface(276, options: [.. b.Option(11, 1, 2, 3), .. b.Option(0)])
            .Enhanced(Data, options: [.. b.Option(2, 1, 0, 0, 0), .. b.Option(1, "of the frame")])
            .Statistics(0, [.. b.Counter(4, 100), .. b.Counter(5, 3), .. b.Counter(6, 90), .. b.Counter(7, 10)])
            .Statistics(1, [.. b.Counter(4, ulong.MaxValue), .. b.Option(1, "of the statistics")]);

        var read = ReadCapture.Of(file);

        Assert.Equal(
            [
                new CaptureInterface
                {
                    LinkType = LinkType.Ethernet, SnapLength = 96, TickNanoseconds = 1, Name = "eth0", Description = "uplink",
                    Hardware = "e1000", OperatingSystem = "Linux", Filter = "port 80",
                    Received = 100, DroppedByInterface = 3, DroppedByKernel = 10,
                },
                new CaptureInterface { LinkType = LinkType.LinuxSll2, TickNanoseconds = 1000 },
            ],
            read.Statistics.Interfaces);
        Assert.Equal(["of the section", "of the interface", "of the frame", "of the statistics"], read.Statistics.Comments);
        Assert.Empty(read.Damages);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Options_of_zero_bytes_say_nothing(int length)
    {
        var b = new FileBuilder();
        var zeros = new byte[length];
        byte[] all = [.. Enumerable.Range(1, 20).SelectMany(code => b.Option(code, zeros))];

        var read = ReadCapture.Of(new FileBuilder().Section(all).Interface(options: all).Enhanced(Data, ticks: 1, options: all).Statistics(0, all));

        Assert.Equal(Hex, Assert.Single(read.Frames).Data);
        Assert.Null(read.Statistics.Interfaces[0].Filter);
        Assert.Empty(read.Damages);
    }

    [Fact]
    public void Of_what_interfaces_say_about_themselves_a_bounded_part_is_kept()
    {
        var b = new FileBuilder();
        var text = new string('n', 60_000);
        byte[] all = [
            .. b.Option(1, "clock: " + text), .. b.Option(2, text), .. b.Option(3, text), .. b.Option(11, [0, .. "port 80"u8]),
            .. b.Option(12, text), .. b.Option(15, text)];
        var file = new FileBuilder().Section();
        for (var i = 0; i < 100; i++)
            file.Interface(options: all);

        var interfaces = ReadCapture.Of(file.Enhanced(Data)).Statistics.Interfaces;

        Assert.Equal(100, interfaces.Count);
        Assert.Equal(text, interfaces[0].Hardware);
        Assert.Null(interfaces[99].Hardware);
        Assert.InRange(
            interfaces.SelectMany(each => (string?[])[each.Clock, each.Name, each.Description, each.Filter, each.OperatingSystem, each.Hardware])
                .Sum(each => each?.Length ?? 0),
            900_000, CaptureLimits.MaxStoredInterfaceText);
    }

    [Fact]
    public void Drops_of_frames_are_summed_where_no_statistics_are()
    {
        var b = new FileBuilder();
        var file = new FileBuilder().Section().Interface().Interface().Interface()
            .Obsolete(Data, 1, drops: 2).Obsolete(Data, 2, drops: 0xffff).Obsolete(Data, 3, drops: 5)
            .Enhanced(Data, @interface: 1, options: b.Counter(4, 11))
            .Enhanced(Data, @interface: 2, options: b.Counter(4, 11)).Statistics(2, b.Counter(7, 4));

        Assert.Equal([7L, 11L, 4L], ReadCapture.Of(file).Statistics.Interfaces.Select(each => each.DroppedByKernel));
    }

    [Fact]
    public void A_simple_packet_has_the_time_before_it_and_the_first_interfaces_limit()
    {
        var read = ReadCapture.Of(new FileBuilder().Section().Interface(snapLength: 40)
            .Enhanced(Data[..40], ticks: 5, original: 60).Simple(Data[..40], original: 60).Simple(Data[..20]));

        Assert.Equal([40, 40, 20], read.Frames.Select(each => each.Captured));
        Assert.Equal([60u, 60u, 20u], read.Frames.Select(each => each.Original));
        Assert.Equal([5000L, 5000L, 5000L], read.Frames.Select(each => each.Nanoseconds));
        Assert.Equal(2, read.Statistics.UntimedFrames);
        Assert.Empty(read.Damages);
    }

    [Fact]
    public void Simple_packets_before_any_time_have_the_first_one()
    {
        var b = new FileBuilder();
        byte[] behind = [.. new FileBuilder().Section().Interface(options: b.Option(9, 0)).Enhanced(Data, ticks: 7).ToArray(), 1, 2, 3];

        var read = ReadCapture.Of(new FileBuilder().Section().Interface().Simple(Data).Simple(Data).Bytes(behind));

        Assert.Equal([7_000_000_000, 7_000_000_000, 7_000_000_000], read.Frames.Select(each => each.Nanoseconds));
        Assert.Equal(Enumerable.Repeat(Hex, 3), read.Frames.Select(each => each.Data));
        Assert.Equal(2, read.Statistics.UntimedFrames);
        Assert.Single(read.Damages);
    }

    [Fact]
    public void Simple_packets_alone_have_no_time_at_all() =>
        Assert.Equal([0L, 0L], ReadCapture.Of(new FileBuilder().Section().Interface().Simple(Data).Simple(Data)).Frames.Select(each => each.Nanoseconds));

    [Fact]
    public void A_file_cut_anywhere_keeps_the_blocks_before_the_cut()
    {
        var whole = new FileBuilder().Section().Interface();
        var ends = new List<int> { 28, whole.Length };
        for (var i = 0; i < 5; i++)
        {
            whole.Enhanced(MalformedCapture.Frame(i)[..(14 + i)]);
            ends.Add(whole.Length);
        }

        for (var length = 4; length <= whole.Length; length++)
        {
            var read = ReadCapture.Of(whole.ToArray()[..length]);
            Assert.Equal(Math.Max(0, ends.Count(end => end <= length) - 2), read.Frames.Count);
            Assert.Equal(ends.Contains(length) ? 0 : 1, read.Damages.Count);
        }
    }

    [Fact]
    public void Noise_between_blocks_costs_no_frame() =>
        Gen.Select(CaptureGen.Pcapng(5, 20, maxSections: 2), Gen.Int[0, 1_000_000], Gen.Byte.Array[1, 300]).Sample((sample, seed, noise) =>
        {
            var ends = new List<int>();
            for (var at = 0; at < sample.File.Length; at += Length(sample.File, at))
                ends.Add(at);
            var cut = ends[1 + (seed % (ends.Count - 1))];

            var read = ReadCapture.Of([.. sample.File[..cut], .. noise, .. sample.File[cut..]]);

            Assert.Equal(sample.Frames, read.Frames);
            Assert.NotEmpty(read.Damages);
        }, iter: 300);

    /// <summary>The length of a block of either byte order: the one that its end repeats.</summary>
    private static int Length(byte[] file, int at)
    {
        var little = BitConverter.ToInt32(file, at + 4);
        return little is > 0 and < 65_536 ? little : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(little);
    }
}
