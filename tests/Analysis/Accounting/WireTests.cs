using Wiretax.Analysis.Accounting;
using Wiretax.Capture;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

public sealed class WireTests
{
    [Fact]
    public void Short_frames_are_padded_and_each_costs_24_bytes_more()
    {
        var wire = new Trace().Up(0, 1, 0, flags: Syn).Up(1, 2, 1, 1000).Analyze().Wire;

        Assert.Equal((2L, 60 + 24 + 1054 + 24L, false), (wire.Frames, wire.Bytes, wire.Estimated));
        Assert.Equal((wire.Frames, wire.Bytes), (wire.Tx.Frames, wire.Tx.Bytes));
    }

    [Fact]
    public void Super_frames_are_cut_by_the_handshakes_mss_with_all_headers()
    {
        var summary = new Trace().Handshake(Mss(1000)).Down(11, 5001, 1001, 2500).Analyze();

        // Two segments of 1000 and one of 500, each with 54 bytes of headers.
        var cut = 2 * (1054 + 24) + 554 + 24;
        Assert.Equal((1L, true), (summary.SuperFrames, summary.Wire.Estimated));
        Assert.Equal((1L + 3, 84 + cut), (summary.Wire.Rx.Frames, summary.Wire.Rx.Bytes));
        Assert.Contains(summary.Warnings, each => each.Code == "super-frames");
    }

    [Fact]
    public void The_timestamps_option_makes_segments_shorter()
    {
        var trace = new Trace().Handshake([.. Mss(1000), .. Timestamps(1, 0)]).Down(11, 5001, 1001, 1976, options: Timestamps(2, 1));

        // 1000 - 12 fit: exactly two segments of 988, each with 66 bytes of headers.
        var rx = trace.Analyze().Wire.Rx;
        Assert.Equal((3L, 70 + 24 + 2 * (66 + 988 + 24L)), (rx.Frames, rx.Bytes));
    }

    [Fact]
    public void Without_a_handshake_the_mtu_tells()
    {
        var trace = new Trace().Down(0, 5001, 1001, 2920);

        var summary = trace.Analyze();
        Assert.Equal((2L, 2 * (1514 + 24L)), (summary.Wire.Frames, summary.Wire.Bytes));

        var jumbo = trace.Account(0, 1, new AnalysisOptions { Mtu = 9000 }).ToSummary();
        Assert.Equal((0L, 1L, 2974 + 24L), (jumbo.SuperFrames, jumbo.Wire.Frames, jumbo.Wire.Bytes));
    }

    [Fact]
    public void Jumbo_segments_that_the_handshake_allows_are_no_super_frames()
    {
        Assert.Equal(0, new Trace().Handshake(Mss(8960)).Down(11, 5001, 1001, 8960).Analyze().SuperFrames);
    }

    [Fact]
    public void Cooked_captures_are_estimated_as_ethernet()
    {
        byte[] cooked = [0, 4, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0, .. Ipv4(Client, Server, UdpHeader(1, 2, 100), 17)];

        var wire = new Trace().Add(0, cooked, link: LinkType.LinuxSll).Analyze().Wire;

        Assert.Equal((14 + 128 + 24L, true), (wire.Bytes, wire.Estimated));
    }

    [Fact]
    public void A_packet_seen_at_two_interfaces_of_an_any_device_is_told()
    {
        var trace = new Trace();
        foreach (var (type, index) in (ReadOnlySpan<(byte, byte)>)[(0, 2), (4, 3)])
        {
            byte[] header = [8, 0, 0, 0, 0, 0, 0, index, 0, 1, type, 6, 2, 0, 0, 0, 0, 1, 0, 0];
            trace.Add(index, [.. header, .. Ipv4(Client, Server, Tcp(1, 2, 100, 200, 10, Ack, 5, null))], link: LinkType.LinuxSll2);
        }

        var summary = trace.Analyze();

        Assert.Contains("1 frames", Assert.Single(summary.Warnings, each => each.Code == "duplicates-any").Message, StringComparison.Ordinal);
        Assert.Equal(10L, summary.Flows[0].RetransmittedBytes);
    }

    [Theory]
    [InlineData(LinkType.LinuxSll2, "--filter 'ifindex N'")]
    [InlineData(LinkType.LinuxSll, "--filter inbound.")]
    [InlineData(LinkType.Ethernet, "frame.interface_id == N")]
    public void The_advice_on_copies_is_one_that_works_on_the_link_type(LinkType linkType, string advice)
    {
        var trace = new Trace();
        foreach (var (type, index) in (ReadOnlySpan<(byte, byte)>)[(0, 2), (4, 3)])
        {
            byte[] header = [8, 0, 0, 0, 0, 0, 0, index, 0, 1, type, 6, 2, 0, 0, 0, 0, 1, 0, 0];
            trace.Add(index, [.. header, .. Ipv4(Client, Server, Tcp(1, 2, 100, 200, 10, Ack, 5, null))], link: LinkType.LinuxSll2);
        }

        var summary = trace.Account(0, 2, new AnalysisOptions()).ToSummary(new CaptureStatistics
        {
            Interfaces = [new CaptureInterface { LinkType = linkType }],
        });

        var advised = Assert.Single(summary.Warnings, each => each.Code == "duplicates-any").Message;
        Assert.Contains(advice, advised, StringComparison.Ordinal);
        Assert.Equal(linkType == LinkType.LinuxSll2, advised.Contains("ifindex", StringComparison.Ordinal));
    }
}
