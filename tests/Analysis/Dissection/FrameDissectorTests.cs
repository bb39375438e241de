using CsCheck;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

public sealed class FrameDissectorTests
{
    [Fact]
    public void Tcp_segment_with_options()
    {
        var layers = Dissected.Layers(Ethernet(0x0800, Ipv4(6, Tcp(Bytes(100), new byte[12]))));

        Assert.Equal("ethernet 14 | ipv4 20 | tcp 20 | tcp-options 12 | payload 100", Dissected.Text(layers));
        Assert.Equal(1, layers.LinkSpans);
        Assert.Equal(0, layers.EncapsulationBytes);
        Assert.Equal(4, layers.IpVersion);
        Assert.Equal(14, layers.NetworkOffset);
        Assert.Equal(152, layers.NetworkLength);
        Assert.Equal(Protocol.Tcp, layers.Transport);
        Assert.Equal(34, layers.TransportOffset);
        Assert.Equal(32, layers.TransportHeaderLength);
        Assert.Equal(66, layers.PayloadOffset);
        Assert.Equal(100, layers.PayloadLength);
        Assert.True(layers.Defect.IsNone);
    }

    [Fact]
    public void Ethernet_padding_is_no_payload()
    {
        var layers = Dissected.Layers(Padded(Ethernet(0x0800, Ipv4(6, Tcp([])))));

        Assert.Equal("ethernet 14 | ipv4 20 | tcp 20 | padding 6", Dissected.Text(layers));
        Assert.Equal(0, layers.PayloadLength);
    }

    [Fact]
    public void Vlan_tags_belong_to_the_link()
    {
        var layers = Dissected.Layers(Ethernet(0x88a8, Vlan(0x8100, Vlan(0x86dd, Ipv6(17, Udp(Bytes(10)))))));

        Assert.Equal("ethernet 14 | vlan 4 | vlan 4 | ipv6 40 | udp 8 | payload 10", Dissected.Text(layers));
        Assert.Equal(3, layers.LinkSpans);
        Assert.Equal(0, layers.EncapsulationBytes);
    }

    [Fact]
    public void Arp_is_a_link_frame_with_a_row_of_its_own()
    {
        var layers = Dissected.Layers(Padded(Ethernet(0x0806, Arp())));

        Assert.Equal("ethernet 14 | arp 28 | padding 18", Dissected.Text(layers));
        Assert.Equal(0, layers.IpVersion);
    }

    [Fact]
    public void The_datagram_quoted_in_an_icmp_error_is_payload() => Assert.Equal(
        "ethernet 14 | ipv4 20 | icmp 8 | payload 48",
        Dissected.Spans(Ethernet(0x0800, Ipv4(1, Icmp(3, Ipv4(17, Udp(Bytes(20))))))));

    [Fact]
    public void A_later_fragment_adds_its_data_and_no_header()
    {
        var layers = Dissected.Layers(Ethernet(0x0800, Ipv4(17, Bytes(64), fragment: 0x0005)));

        Assert.Equal("ethernet 14 | ipv4 20 | payload 64", Dissected.Text(layers));
        Assert.True(layers.IsLaterFragment);
        Assert.Equal(Protocol.None, layers.Transport);
        Assert.Equal(64, layers.PayloadLength);
        Assert.Equal(0, layers.TransportHeaderLength);
    }

    [Fact]
    public void A_first_fragment_has_its_transport_header_and_no_defect()
    {
        var layers = Dissected.Layers(Ethernet(0x0800, Ipv4(17, Udp(Bytes(56), length: 2000), fragment: 0x2000)));

        Assert.Equal("ethernet 14 | ipv4 20 | udp 8 | payload 56", Dissected.Text(layers));
        Assert.True(layers.IsFragment);
        Assert.False(layers.IsLaterFragment);
        Assert.True(layers.Defect.IsNone);
    }

    [Fact]
    public void Two_hundred_extension_headers_are_one_span()
    {
        var inner = Udp(Bytes(5));
        for (var i = 0; i < 200; i++)
        {
            inner = Extension(i == 0 ? 17 : 60, inner);
        }

        Assert.Equal(
            "ethernet 14 | ipv6 40 | ipv6-extensions 1600 | udp 8 | payload 5",
            Dissected.Spans(Ethernet(0x86dd, Ipv6(60, inner))));
    }

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
    public void Encapsulation_is_what_stands_between_the_link_and_the_innermost_ip_header()
    {
        var inner = Ethernet(0x0800, Ipv4(6, Tcp(Bytes(10))));
        var layers = Dissected.Layers(
            Ethernet(0x8100, Vlan(0x0800, Ipv4(17, Udp(Vxlan(inner), destination: 4789)))));

        Assert.Equal(2, layers.LinkSpans);
        Assert.Equal(20 + 8 + 8 + 14, layers.EncapsulationBytes);
        Assert.Equal(18 + 50, layers.NetworkOffset);
        Assert.Equal(50, layers.NetworkLength);
        Assert.Equal(Protocol.Tcp, layers.Transport);
    }

    [Fact]
    public void A_tunnel_without_ip_inside_leaves_the_outer_datagram_as_the_network()
    {
        var layers = Dissected.Layers(
            Ethernet(0x0800, Ipv4(17, Udp(Vxlan(Ethernet(0x0806, Arp())), destination: 4789))));

        Assert.Equal(0, layers.EncapsulationBytes);
        Assert.Equal(14, layers.NetworkOffset);
        Assert.Equal(Protocol.Udp, layers.Transport);
        Assert.Equal(8 + 14 + 28, layers.PayloadLength);
    }

    [Theory]
    [InlineData(0x8847, 4)]
    [InlineData(0x8864, 8)]
    public void Labels_and_sessions_are_encapsulation(int etherType, int bytes)
    {
        var datagram = Ipv4(17, Udp(Bytes(10)));
        var layers = Dissected.Layers(
            Ethernet(etherType, etherType == 0x8847 ? Mpls(datagram) : Pppoe(Ppp(0x21, datagram))));

        Assert.Equal(1, layers.LinkSpans);
        Assert.Equal(bytes, layers.EncapsulationBytes);
    }

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
    public void Ipv6_behind_the_ethertype_of_ipv4_is_ipv6() => Assert.Equal(
        "ethernet 14 | ipv6 40 | udp 8 | payload 3",
        Dissected.Spans(Ethernet(0x0800, Ipv6(17, Udp(Bytes(3))))));

    [Fact]
    public void What_an_earlier_frame_left_does_not_show()
    {
        var layers = Dissected.Layers(Ethernet(0x0800, Ipv4(17, Bytes(64), fragment: 0x0005)));
        FrameDissector.Dissect(new CapturedFrame(Bytes(3), 3, 0, LinkType.Ethernet), ref layers);

        Assert.Equal("undissected 3", Dissected.Text(layers));
        Assert.Equal(0, layers.IpVersion + layers.NetworkLength + layers.NetworkOffset + layers.PayloadLength);
        Assert.Equal(0, layers.PayloadOffset + layers.TransportOffset + layers.EncapsulationBytes + layers.LinkSpans);
        Assert.False(layers.IsFragment || layers.IsLaterFragment || layers.LengthInferred);
        Assert.Equal(new DissectionDefect(Protocol.Ethernet, 14, 3, Truncated: false), layers.Defect);
    }
}
