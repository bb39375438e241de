using CsCheck;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>Plain frames may take the short way; it must say of any frame what the long way says.</summary>
public sealed class PlainFrameTests
{
    private const int EthernetLength = 14;

    private static readonly Gen<(int Protocol, byte[] Bytes)> Transports =
        Gen.Select(Gen.Bool, Gen.Int[0, 40], Gen.Int[0, 10], Gen.OneOfConst(9, 53, 4789, 2152), (isUdp, payload, words, port) =>
            isUdp ? (17, Udp(Bytes(payload + 12), destination: port)) : (6, Tcp(Bytes(payload), new byte[4 * words])));

    private static readonly Gen<byte[]> Frames =
        Gen.Select(Gen.Bool, Gen.Bool, Transports, Gen.Int[0, 9], (isIpv6, isTagged, transport, padding) =>
        {
            var (protocol, bytes) = transport;
            var datagram = Join(isIpv6 ? Ipv6(protocol, bytes) : Ipv4(protocol, bytes), new byte[padding]);
            var type = isIpv6 ? 0x86dd : 0x0800;
            return isTagged ? Ethernet(0x8100, Vlan(type, datagram)) : Ethernet(type, datagram);
        });

    // Position behind Ethernet and value of the bytes that decide: types, lengths, fragmentation, protocol, data offset.
    private static readonly Gen<(int At, byte Value)> Changes = Gen.Select(
        Gen.OneOf(Gen.OneOfConst(-2, -1, 0, 2, 3, 4, 5, 6, 7, 9, 24, 25, 32, 44, 45, 52), Gen.Int[0, 63]),
        Gen.OneOf(Gen.Byte, Gen.Byte[0, 60], Gen.OneOfConst<byte>(0x45, 0x50, 0x40, 0)));

    [Fact]
    public void The_short_way_says_what_the_long_way_says() => Gen.Select(
            Frames, Changes.Array[0, 2], Gen.Int[0, 120], Gen.Int[-20, 20])
        .Sample((frame, changes, cut, longer) =>
        {
            foreach (var (at, value) in changes.Where(each => EthernetLength + each.At < frame.Length))
                frame[EthernetLength + at] = value;
            var length = Math.Max(frame.Length + longer, 0);
            var captured = frame.AsSpan(0, Math.Min(length, cut < frame.Length && cut % 3 == 0 ? cut : frame.Length));
            var byLevel = default(FrameLayers);

            FrameDissector.DissectByLevel(captured, length, LinkType.Ethernet, ref byLevel);

            Assert.Equal(All(byLevel), All(Dissected.Layers(captured, (uint)length)));
        }, iter: 20_000);

    [Fact]
    public void Whole_frames_to_no_tunnel_take_the_short_way() => Frames.Sample(frame =>
    {
        var layers = Dissected.Layers(frame);
        Assert.Equal(!HasTunnelPort(layers, frame), layers.Shape != PlainShape.None);
    });

    [Fact]
    public void A_plain_frame_leaves_nothing_behind_of_the_frame_before()
    {
        var layers = default(FrameLayers);
        foreach (var before in (byte[][])[Ethernet(0x0800, Ipv4(4, Ipv4(6, Tcp(Bytes(5)), fragment: 0x2000))), Ethernet(0x0800, Ipv4(6, Bytes(3)))])
        {
            FrameDissector.Dissect(new CapturedFrame(before, (uint)before.Length, 0, LinkType.Ethernet), ref layers);
            var plain = Ethernet(0x0800, Ipv4(6, Tcp(Bytes(20))));
            FrameDissector.Dissect(new CapturedFrame(plain, (uint)plain.Length, 0, LinkType.Ethernet), ref layers);
            Assert.Equal(All(Dissected.Layers(plain)), All(layers));
        }
    }

    private static bool HasTunnelPort(in FrameLayers layers, byte[] frame) =>
        layers.Transport == Protocol.Udp && ((frame[layers.TransportOffset + 2] << 8) | frame[layers.TransportOffset + 3]) is 4789 or 2152;

    private static string All(in FrameLayers layers) => string.Join(
        ' ', Dissected.Text(layers), layers.Defect, layers.LinkSpans, layers.EncapsulationBytes, layers.IpVersion, layers.NetworkOffset,
        layers.NetworkLength, layers.LengthInferred, layers.IsFragment, layers.IsLaterFragment, layers.Transport,
        layers.TransportOffset, layers.TransportHeaderLength, layers.PayloadOffset, layers.PayloadLength);
}
