using Wiretax.Analysis.Accounting;
using Wiretax.Tests.Analysis.Dissection;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

/// <summary>Segments of which a frame holds a part, and says so: what is missing is no gap.</summary>
public sealed class PartialSegmentTests
{
    private const int Payload = 1400;
    private const int MoreFragments = 0x2000;

    private static byte[] Segment => Ipv4(Client, Server, Tcp(40000, 80, 1001, 5001, Payload, Ack, 1000, null));

    private static byte[] Answer => Ipv4(Server, Client, Tcp(80, 40000, 5001, 1001 + Payload, 0, Ack, 1000, null));

    [Theory]
    [InlineData("ipip")]
    [InlineData("vxlan")]
    [InlineData("gre in ipv6")]
    public void A_segment_in_a_fragmented_tunnel_makes_no_gap(string tunnel)
    {
        var trace = new Trace().Handshake();
        foreach (var fragment in Fragments(tunnel, Segment))
            trace.Add(11, fragment);
        var summary = trace.Down(21, 5001, 1001 + Payload).Analyze();

        var flow = Assert.Single(summary.Flows, each => each.Protocol == "tcp");
        Assert.Null(flow.GapBytes);
        Assert.True(summary.Complete);
        Assert.DoesNotContain(summary.Warnings, each => each.Code is "malformed" or "gaps");
    }

    [Fact]
    public void A_datagram_that_fits_into_the_first_fragment_is_counted_whole()
    {
        var inner = Link(0, Segment);
        var outer = FrameBytes.Udp(FrameBytes.Vxlan(inner), destination: 4789, length: 4000);
        var summary = new Trace().Add(0, Link(0, FrameBytes.Ipv4(17, outer, fragment: MoreFragments))).Analyze();

        Assert.Equal(Segment.Length, summary.Layer("network").Total.Bytes);
        Assert.Equal(Payload, summary.Layer("application").Total.Bytes);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void What_a_mirror_cut_and_says_so_is_no_gap(int type)
    {
        var summary = new Trace()
            .Add(0, Mirrored(type, Segment, isCut: true)).Add(1, Mirrored(type, Answer, isCut: false)).Analyze();

        var flow = Assert.Single(summary.Flows);
        Assert.Null(flow.GapBytes);
        Assert.True(summary.Complete);
        Assert.DoesNotContain(summary.Warnings, each => each.Code is "malformed" or "gaps" or "truncated");
    }

    [Fact]
    public void What_a_mirror_cut_and_does_not_say_is_damage()
    {
        var summary = new Trace().Add(0, Link(0, FrameBytes.Ipv4(47, FrameBytes.Gre(
            0x88be, FrameBytes.Erspan2(Link(0, Segment)[..128]), sequence: 1)))).Analyze();

        Assert.Contains(summary.Warnings, each => each.Code == "malformed");
    }

    [Fact]
    public void The_bytes_of_a_header_in_two_fragments_are_the_transports()
    {
        var segment = Segment[20..];
        var summary = new Trace()
            .Add(0, Link(0, FrameBytes.Ipv4(6, segment[..8], fragment: MoreFragments)))
            .Add(1, Link(0, FrameBytes.Ipv4(6, segment[8..], fragment: 1))).Analyze();

        Assert.Equal((0, segment.Length), (summary.Layer("transport").Total.Frames, summary.Layer("transport").Total.Bytes));
        Assert.Equal(segment.Length - 8, summary.Layer("application").Total.Bytes);
        Assert.Empty(summary.Warnings);
    }

    private static byte[] Mirrored(int type, byte[] datagram, bool isCut)
    {
        var frame = Link(0, datagram);
        frame = isCut ? frame[..128] : frame;
        return Link(0, FrameBytes.Ipv4(47, type == 2
            ? FrameBytes.Gre(0x88be, FrameBytes.Erspan2(frame, isCut), sequence: 1)
            : FrameBytes.Gre(0x22eb, FrameBytes.Erspan3(frame, isCut: isCut), sequence: 1)));
    }

    /// <summary>The datagram in a tunnel whose own datagram is sent in two fragments.</summary>
    private static byte[][] Fragments(string tunnel, byte[] datagram)
    {
        const int Cut = 800;
        switch (tunnel)
        {
            case "gre in ipv6":
                var gre = FrameBytes.Gre(0x0800, datagram);
                return
                [
                    Link(0, FrameBytes.Ipv6(44, FrameBytes.Ipv6Fragment(47, gre[..Cut])), 0x86dd),
                    Link(0, FrameBytes.Ipv6(44, FrameBytes.Ipv6Fragment(47, gre[Cut..], Cut, more: false)), 0x86dd),
                ];
            case "vxlan":
                return Fragments(17, FrameBytes.Udp(FrameBytes.Vxlan(Link(0, datagram)), destination: 4789), Cut);
            default:
                return Fragments(4, datagram, Cut);
        }
    }

    private static byte[][] Fragments(int protocol, byte[] bytes, int cut) =>
    [
        Link(0, FrameBytes.Ipv4(protocol, bytes[..cut], fragment: MoreFragments)),
        Link(0, FrameBytes.Ipv4(protocol, bytes[cut..], fragment: cut / 8)),
    ];
}
