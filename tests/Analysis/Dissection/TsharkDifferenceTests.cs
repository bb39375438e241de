using Wiretax.Capture;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>The differences in length that docs/agreement.md lists, as both sides really have them.</summary>
public sealed class TsharkDifferenceTests
{
    /// <param name="Tshark">tshark's innermost length of IP and of the transport; null where it gives none.</param>
    /// <param name="Ours">The ledger's network and transport bytes of the same frame.</param>
    private sealed record Difference(
        string Name, byte[] Ip, (int? Ip, int? Transport) Tshark, (int Ip, int Transport) Ours);

    private static readonly Difference[] Differences =
    [
        new("ipv4 total length 0", Ipv4(6, Tcp(Bytes(3000)), totalLength: 0), (3040, 3000), (3040, 3000)),
        new("ipv6 payload length 0", Ipv6(6, Tcp(Bytes(3000)), payloadLength: 0), (40, null), (3060, 3000)),
        new("jumbogram", Ipv6(0, Join(Hex("0600 c204"), U32(8 + 20 + 70000), Tcp(Bytes(70000))), payloadLength: 0),
            (40, 70000), (70068, 70000)),
        new("ipv4 total length beyond the frame", Ipv4(6, Tcp(Bytes(10)), totalLength: 1500), (1500, 10), (50, 10)),
        new("ipv6 payload length beyond the frame", Ipv6(6, Tcp(Bytes(10)), payloadLength: 1500), (1540, 10), (70, 10)),
        new("ipv4 header below the minimum", Ipv4(6, Tcp(Bytes(10)), words: 4), (null, null), (0, 0)),
        new("ipv4 header beyond the frame", Ipv4(6, Tcp(Bytes(10)), words: 15), (50, null), (0, 0)),
        new("ipv4 total length below the header", Ipv4(6, Tcp(Bytes(10)), totalLength: 12), (12, null), (0, 0)),
        new("tcp data offset below the minimum", Ipv4(6, Tcp(Bytes(10), words: 4)), (50, 14), (50, 0)),
        new("udp length 0", Ipv4(17, Udp(Bytes(10), length: 0)), (38, 0), (38, 18)),
        new("udp length below the header", Ipv4(17, Udp(Bytes(10), length: 7)), (38, 7), (38, 0)),
        new("udp length beyond the datagram", Ipv4(17, Udp(Bytes(10), length: 99)), (38, 99), (38, 18)),
        new("udp surplus", Ipv4(17, Udp(Bytes(10), length: 12)), (38, 12), (38, 12)),
        new("first fragment", Ipv4(17, Udp(Bytes(56), length: 2000), fragment: 0x2000), (84, 2000), (84, 64)),
    ];

    [Fact]
    public void Each_difference_is_as_documented()
    {
        var stacks = Differences.Select(each => new Stack(each.Name, LinkType.Raw, each.Ip, "")).ToList();
        var frames = TsharkFrames.Read(stacks);

        Assert.All(Differences.Zip(frames), pair =>
        {
            var (difference, tshark) = pair;
            var layers = Dissected.Layers(difference.Ip, linkType: LinkType.Raw);
            var isTcp = difference.Ip[difference.Ip[0] >> 4 == 4 ? 9 : 6] != 17;
            var transport = isTcp ? layers.PayloadLength : layers.TransportHeaderLength + layers.PayloadLength;

            Assert.Equal(
                (difference.Name, difference.Tshark, difference.Ours),
                (difference.Name, (Network(tshark), Transport(tshark, isTcp)), (layers.NetworkLength, transport)));
        });
    }

    private static int? Network(TsharkFrame frame) => frame.Ipv4Lengths is [.., var length] ? length
        : frame.Ipv6PayloadLengths is [.., var payload] ? payload + 40
        : null;

    private static int? Transport(TsharkFrame frame, bool isTcp) =>
        (isTcp ? frame.TcpPayloadLengths : frame.UdpLengths) is [.., var length] ? length : null;
}
