using CsCheck;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>Damaged, cut, odd and overlong frames: each balances, and says what is wrong.</summary>
public sealed class DissectionDefectTests
{
    [Fact]
    public void Six_hundred_vlan_tags_end_in_undissected()
    {
        var inner = Ipv4(17, Udp(Bytes(5)));
        for (var i = 0; i < 600; i++)
        {
            inner = Vlan(i == 0 ? 0x0800 : 0x8100, inner);
        }

        var frame = Ethernet(0x8100, inner);
        var layers = Dissected.Layers(frame);

        Dissected.AssertSound(layers, (uint)frame.Length);
        Assert.Equal(Protocol.Undissected, layers.Spans[^1].Protocol);
    }

    [Fact]
    public void Length_zero_is_inferred_from_the_frame()
    {
        var layers = Dissected.Layers(Ethernet(0x0800, Ipv4(6, Tcp(Bytes(3000)), totalLength: 0)));

        Assert.True(layers.LengthInferred);
        Assert.Equal(3040, layers.NetworkLength);
        Assert.Equal(3000, layers.PayloadLength);
        Assert.True(layers.Defect.IsNone);
    }

    [Fact]
    public void A_total_length_beyond_the_frame_is_a_defect_and_what_is_there_counts()
    {
        var layers = Dissected.Layers(Ethernet(0x0800, Ipv4(6, Tcp(Bytes(10)), totalLength: 1500)));

        Assert.Equal(new DissectionDefect(Protocol.Ipv4, 1500, 50, Truncated: false), layers.Defect);
        Assert.Equal("ethernet 14 | ipv4 20 | tcp 20 | payload 10", Dissected.Text(layers));
        Assert.Equal(50, layers.NetworkLength);
    }

    [Theory]
    [InlineData(4, 40, 20, 16)]
    [InlineData(15, 40, 60, 40)]
    [InlineData(6, 23, 24, 23)]
    public void A_wrong_ipv4_header_is_a_defect(int words, int totalLength, int required, int available)
    {
        var layers = Dissected.Layers(Ethernet(0x0800, Ipv4(6, Tcp([]), words: words, totalLength: totalLength)));

        Assert.Equal(new DissectionDefect(Protocol.Ipv4, required, available, Truncated: false), layers.Defect);
        Assert.Equal("ethernet 14 | undissected 40", Dissected.Text(layers));
        Assert.Equal(0, layers.IpVersion);
    }

    [Fact]
    public void A_wrong_tcp_data_offset_is_a_defect()
    {
        var layers = Dissected.Layers(Ethernet(0x0800, Ipv4(6, Tcp(Bytes(4), words: 4))));

        Assert.Equal(new DissectionDefect(Protocol.Tcp, 20, 16, Truncated: false), layers.Defect);
        Assert.Equal("ethernet 14 | ipv4 20 | undissected 24", Dissected.Text(layers));
        Assert.Equal(Protocol.None, layers.Transport);
    }

    [Fact]
    public void The_surplus_behind_a_udp_datagram_is_not_its_payload() => Assert.Equal(
        "ethernet 14 | ipv4 20 | udp 8 | payload 10 | undissected 6 | padding 2",
        Dissected.Spans(Padded(Ethernet(0x0800, Ipv4(17, Join(Udp(Bytes(10)), Bytes(6)))))));

    [Fact]
    public void A_cut_header_is_undissected_and_marked_as_cut()
    {
        var frame = Ethernet(0x0800, Ipv4(6, Tcp(Bytes(100))));
        var layers = Dissected.Layers(frame.AsSpan(0, 50), (uint)frame.Length);

        Assert.Equal(new DissectionDefect(Protocol.Tcp, 20, 16, Truncated: true), layers.Defect);
        Assert.Equal("ethernet 14 | ipv4 20 | undissected 120", Dissected.Text(layers));
        Assert.Equal(140, layers.NetworkLength);
    }

    [Fact]
    public void A_capture_cut_behind_the_headers_has_the_spans_of_the_full_one()
    {
        var frame = Join(Ethernet(0x0800, Ipv4(6, Tcp(Bytes(1000), new byte[12]))), new byte[7]);

        Assert.Equal(Dissected.Spans(frame), Dissected.Spans(frame.AsSpan(0, 54), (uint)frame.Length));
    }

    [Fact]
    public void Spans_sum_to_the_original_length_for_any_bytes() => Gen.Select(
            Gen.Byte.Array[0, 200], Gen.OneOf(Gen.UInt[0, 300], Gen.UInt), Gen.OneOfConst(Enum.GetValues<LinkType>()))
        .Sample((bytes, length, linkType) => Dissected.AssertSound(Dissected.Layers(bytes, length, linkType), length));

    [Fact]
    public void Three_hundred_ip_headers_end_in_undissected()
    {
        var inner = Tcp(Bytes(10));
        for (var i = 0; i < 300; i++)
        {
            inner = Ipv4(i == 0 ? 6 : 4, inner);
        }

        var frame = Ethernet(0x0800, inner);
        var layers = Dissected.Layers(frame);

        Dissected.AssertSound(layers, (uint)frame.Length);
        Assert.Equal(DissectionDefect.TooDeep, layers.Defect);
        Assert.Equal(Protocol.Undissected, layers.Spans[^1].Protocol);
        Assert.Equal(4, layers.IpVersion);
    }

    [Fact]
    public void Trailers_of_every_level_never_overflow_the_spans()
    {
        // Each level leaves bytes behind UDP (undissected) and behind IP (padding), which cannot be joined.
        var inner = Ipv4(6, Tcp(Bytes(10)));
        for (var i = 0; i < 40; i++)
        {
            inner = Join(Ipv4(17, Join(Udp(GtpU(inner), destination: 2152), Bytes(1))), Bytes(1));
        }

        var frame = Ethernet(0x0800, inner);

        Dissected.AssertSound(Dissected.Layers(frame), (uint)frame.Length);
    }

    [Fact]
    public void A_frame_beyond_two_gigabytes_is_clamped()
    {
        var layers = Dissected.Layers(Ethernet(0x0800, Ipv4(6, Tcp([]))), uint.MaxValue);

        Dissected.AssertSound(layers, uint.MaxValue);
    }

    [Fact]
    public void What_an_earlier_frame_left_does_not_show()
    {
        var layers = Dissected.Layers(Ethernet(0x0800, Ipv4(17, Bytes(64), fragment: 0x0005)));
        FrameDissector.Dissect(new CapturedFrame(Bytes(3), 3, 0, LinkType.Ethernet), ref layers);

        Assert.Equal("undissected 3", Dissected.Text(layers));
        Assert.Equal(0, layers.IpVersion + layers.NetworkLength + layers.NetworkOffset + layers.PayloadLength);
        Assert.Equal(0, layers.PayloadOffset + layers.TransportOffset + layers.EncapsulationBytes + layers.LinkSpans);
        Assert.False(layers.IsPartial || layers.IsLaterFragment || layers.LengthInferred);
        Assert.Equal(new DissectionDefect(Protocol.Ethernet, 14, 3, Truncated: false), layers.Defect);
    }
}
