using System.Globalization;
using CsCheck;
using Wiretax.Analysis.Dissection;
using Wiretax.Analysis.Dissection.Link;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>Ethernet behind MPLS labels, with and without a control word (RFC 4448, 4.6): nothing but the bytes says which.</summary>
public sealed class PseudowireTests
{
    private const int Tag = 0x8100;

    private static readonly Dictionary<string, (int Type, byte[] Content)> Contents = new()
    {
        ["ipv4"] = (0x0800, Ipv4(17, Udp(Bytes(30)))),
        ["ipv6"] = (0x86dd, Ipv6(17, Udp(Bytes(30)))),
        ["ipv6 with a flow label"] = (0x86dd, Join(Hex("60000123"), Ipv6(17, Udp(Bytes(400)))[4..])),
        ["arp"] = (0x0806, Join(Arp(), new byte[18])),
        ["vlan"] = (Tag, Vlan(0x0800, Ipv4(17, Udp(Bytes(30))))),
        ["qinq"] = (0x88a8, Vlan(Tag, Vlan(0x0800, Ipv4(17, Udp(Bytes(30)))))),
        ["pppoe"] = (0x8864, Join(Hex("11 00 0042"), Pppoe(Ppp(0x21, Ipv4(17, Udp(Bytes(60)))))[4..])),
        ["mpls"] = (0x8847, Mpls(Ipv4(17, Udp(Bytes(30))))),
        ["snap"] = (1008, Snap(0x0800, Ipv4(17, Udp(Bytes(972))))),
        ["stp"] = (38, Join(Stp(), new byte[8])),
    };

    public static TheoryData<string> Names => [.. Contents.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_control_word_is_taken_from_the_address(string content)
    {
        var inner = Frame(content, Hex("001b21000005"), Hex("001b21000006"));

        Assert.Equal("ethernet 14 | mpls 4 | " + Dissected.Spans(inner), Dissected.Spans(Ethernet(0x8847, Mpls(inner))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_control_word_is_the_stacks(string content)
    {
        foreach (var word in (uint[])[0, 0x1234])
        {
            var inner = Frame(content, Hex("001b21000005"), Hex("001b21000006"));

            Assert.Equal(
                "ethernet 14 | mpls 8 | " + Dissected.Spans(inner),
                Dissected.Spans(Ethernet(0x8847, Mpls(Join(U32(word), inner)))));
        }
    }

    [Theory]
    [InlineData("180373000005")]
    [InlineData("1c1b0d000005")]
    [InlineData("100173000005")]
    public void An_address_may_begin_like_an_associated_channel(string address)
    {
        var inner = Frame("ipv4", Hex(address), Hex("001b21000006"));

        Assert.Equal("ethernet 14 | mpls 4 | " + Dissected.Spans(inner), Dissected.Spans(Ethernet(0x8847, Mpls(inner))));
    }

    [Fact]
    public void An_associated_channel_stays_undissected() => Assert.Equal(
        "ethernet 14 | mpls 8 | undissected 40",
        Dissected.Spans(Ethernet(0x8847, Join(U32(0x64040), U32(0xd140), Hex("1000 0007"), Ipv4(17, Udp(Bytes(8)))))));

    [Fact]
    public void Where_both_readings_fit_a_word_of_zeros_is_a_control_word()
    {
        var inner = Frame("ipv4", Hex("001b21000005"), Hex("02008100 0006"));

        Assert.Equal(
            "ethernet 14 | mpls 8 | " + Dissected.Spans(inner),
            Dissected.Spans(Ethernet(0x8847, Mpls(Join(U32(0), inner)))));
    }

    [Fact]
    public void Every_pseudowire_has_the_spans_of_the_frame_in_it() => Gen.Select(
            Gen.OneOfConst(Contents.Keys.ToArray()), Addresses, Addresses, Gen.Int[1, 4],
            Gen.OneOf(Gen.Const(-1), Gen.Const(0), Gen.Int[1, 0xffff]))
        .Sample((content, destination, source, labels, word) =>
        {
            var inner = Frame(content, destination, source);
            var behind = word < 0 ? inner : Join(U32(word), inner);
            var frame = Ethernet(0x8847, Mpls(behind, labels));
            var layers = Dissected.Layers(frame);

            Dissected.AssertSound(layers, (uint)frame.Length);
            Assert.Equal(
                string.Create(CultureInfo.InvariantCulture, $"ethernet 14 | mpls {(4 * labels) + (word < 0 ? 0 : 4)} | ")
                + Dissected.Spans(inner), Dissected.Text(layers));
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cut_frame_has_the_full_ones_spans_or_says_that_it_was_cut(string content)
    {
        var inner = Frame(content, Hex("001b21000005"), Hex("001b21000006"));
        foreach (var behind in (byte[][])[inner, Join(U32(0), inner)])
        {
            var frame = Ethernet(0x8847, Mpls(behind));
            var full = Dissected.Spans(frame);
            for (var captured = 0; captured < frame.Length; captured++)
            {
                var layers = Dissected.Layers(frame.AsSpan(0, captured), (uint)frame.Length);
                Dissected.AssertSound(layers, (uint)frame.Length);
                Assert.True(
                    Dissected.Text(layers) == full || layers.Defect.Truncated,
                    $"{captured} bytes: {Dissected.Text(layers)}");
            }
        }
    }

    // No address that IP's version or an associated channel could begin, and none that holds a type or a length.
    private static readonly Gen<byte[]> Addresses = Gen.Byte.Array[6].Where(address =>
        address[0] >> 4 is not (4 or 6) && address[1] != 0 && ((address[2] << 8) | address[3]) is var type && type > 1500
        && EtherType.Next((ushort)type) == HeaderKind.Undissected);

    private static byte[] Frame(string content, byte[] destination, byte[] source) =>
        Join(destination, source, U16(Contents[content].Type), Contents[content].Content);
}
