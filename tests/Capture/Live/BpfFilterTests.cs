using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Live;

public sealed class BpfFilterTests
{
    /// <summary>Ethernet, IPv4, TCP from port 80, 40 bytes captured of 1500.</summary>
    private static readonly byte[] TcpFrame =
    [
        2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0,
        0x45, 0, 5, 0xce, 0, 0, 0x40, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2,
        0, 80, 0x30, 0x39, 0, 0,
    ];

    [Theory]
    [InlineData("tcp port 80", true)]
    [InlineData("tcp src port 80 and host 10.0.0.2", true)]
    [InlineData("udp", false)]
    [InlineData("net 10.0.0.0/8", true)]
    [InlineData("ether src 02:00:00:00:00:01", true)]
    [InlineData("greater 1400", true)]
    [InlineData("less 100", false)]
    [InlineData("", true)]
    public void Matches_as_libpcap_does_by_original_length_and_captured_bytes(string expression, bool expected)
    {
        using var filter = BpfFilter.Compile(expression, LinkType.Ethernet);

        Assert.Equal(expected, filter.Matches(new CapturedFrame(TcpFrame, 1500, 0, LinkType.Ethernet)));
    }

    [Fact]
    public void Raw_frames_are_matched_by_their_own_link_type()
    {
        using var filter = BpfFilter.Compile("tcp port 80", LinkType.Raw);

        Assert.True(filter.Matches(new CapturedFrame(TcpFrame.AsSpan(14), 1486, 0, LinkType.Raw)));
        Assert.False(filter.Matches(new CapturedFrame(TcpFrame, 1500, 0, LinkType.Raw)));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 2 })]
    [InlineData(new byte[] { 2, 0, 0, 0 })]
    public void Bsd_loopback_is_matched_in_either_byte_order(byte[] family)
    {
        using var tcp = BpfFilter.Compile("ip and tcp port 80", LinkType.Null);
        using var udp = BpfFilter.Compile("udp or ip6", LinkType.Null);
        var frame = new CapturedFrame([.. family, .. TcpFrame.AsSpan(14)], 1490, 0, LinkType.Null);

        Assert.True(tcp.Matches(frame));
        Assert.False(udp.Matches(frame));
        Assert.False(tcp.Matches(new CapturedFrame(family.AsSpan(1), 1490, 0, LinkType.Null)));
    }

    [Fact]
    public void A_frame_of_no_bytes_matches_nothing_that_looks_into_it()
    {
        using var filter = BpfFilter.Compile("tcp", LinkType.Ethernet);

        Assert.False(filter.Matches(new CapturedFrame([], 60, 0, LinkType.Ethernet)));
    }

    [Fact]
    public void Matching_allocates_nothing()
    {
        using var filter = BpfFilter.Compile("tcp port 80", LinkType.Ethernet);
        var frame = new CapturedFrame(TcpFrame, 1500, 0, LinkType.Ethernet);
        filter.Matches(frame);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            filter.Matches(frame);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData("tcp prot 80", "syntax error")]
    [InlineData("port 99999", "99999")]
    public void A_wrong_expression_is_told_with_libpcaps_reason(string expression, string reason)
    {
        var error = Assert.Throws<CaptureFilterException>(() => BpfFilter.Check(expression));

        Assert.StartsWith($"The filter '{expression}' is not valid: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_that_only_some_link_types_know_is_right() => BpfFilter.Check("wlan type mgt");

    [Fact]
    public void A_file_that_mixes_link_types_is_filtered_each_by_its_own()
    {
        using var file = new TemporaryCapture(writer =>
        {
            writer.AddInterface(new CaptureInterface { LinkType = LinkType.Ethernet });
            writer.AddInterface(new CaptureInterface { LinkType = LinkType.Raw });
            writer.Write(0, 1, 1500, TcpFrame);
            writer.Write(1, 2, 1486, TcpFrame.AsSpan(14));
            writer.Write(0, 3, 60, new byte[60]);
            writer.Write(1, 4, 60, new byte[60]);
            writer.Write(0, 5, 1500, TcpFrame);
        });
        using var source = new FilteredFrameSource(CaptureFile.Open(file.Path), "tcp port 80");

        Assert.Equal([1, 2, 5], Times(source));
        Assert.Equal(5, source.FramesExamined);
        Assert.Empty(source.Statistics.FilterRefusals);
        Assert.Null(source.RefusalOfAll);
    }

    [Fact]
    public void On_a_link_type_that_has_no_such_field_the_filter_matches_nothing_and_says_so()
    {
        using var file = new TemporaryCapture(writer =>
        {
            writer.AddInterface(new CaptureInterface { LinkType = LinkType.Ethernet });
            writer.AddInterface(new CaptureInterface { LinkType = LinkType.Raw });
            writer.Write(1, 1, 1486, TcpFrame.AsSpan(14));
            writer.Write(0, 2, 1500, TcpFrame);
        });
        using var source = new FilteredFrameSource(CaptureFile.Open(file.Path), "ether src 02:00:00:00:00:01");

        Assert.Equal([2], Times(source));
        var refusal = Assert.Single(source.Statistics.FilterRefusals);
        Assert.Equal((LinkType.Raw, 1L), (refusal.LinkType, refusal.Frames));
        Assert.Contains("'ether src 02:00:00:00:00:01'", refusal.Reason, StringComparison.Ordinal);
        Assert.Null(source.RefusalOfAll);
    }

    [Theory]
    [InlineData("inbound", "not supported on Ethernet")]
    [InlineData("ifindex 1", "not supported on Ethernet")]
    [InlineData("arp or outbound", "not supported on Ethernet")]
    [InlineData("wlan type mgt", "802.11")]
    public void A_filter_that_no_link_type_of_the_file_takes_is_refused(string expression, string why)
    {
        using var file = new TemporaryCapture(writer =>
        {
            writer.AddInterface(new CaptureInterface { LinkType = LinkType.Ethernet });
            writer.Write(0, 1, 1500, TcpFrame);
        });
        using var source = new FilteredFrameSource(CaptureFile.Open(file.Path), expression);

        Assert.Empty(Times(source));
        Assert.Contains(why, source.RefusalOfAll?.Reason, StringComparison.Ordinal);
    }

    private static List<long> Times(FilteredFrameSource source)
    {
        var times = new List<long>();
        while (source.Read(out var frame) == FrameRead.Frame)
            times.Add(frame.TimestampNanoseconds);
        return times;
    }

    private sealed class TemporaryCapture : IDisposable
    {
        public TemporaryCapture(Action<PcapngWriter> write)
        {
            using var writer = new PcapngWriter(Path);
            write(writer);
        }

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
