using Wiretax.Analysis.Dissection;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>What the fields of FrameLayers say of well-formed frames.</summary>
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
        Assert.True(layers.IsPartial);
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
    public void Ipv6_behind_the_ethertype_of_ipv4_is_ipv6() => Assert.Equal(
        "ethernet 14 | ipv6 40 | udp 8 | payload 3",
        Dissected.Spans(Ethernet(0x0800, Ipv6(17, Udp(Bytes(3))))));
}
