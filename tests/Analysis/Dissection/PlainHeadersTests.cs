using CsCheck;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>Plain frames are read in one step, which must say of a frame what the way level by level says.</summary>
public sealed class PlainHeadersTests
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

            if (TryRead(captured, length, out var headers))
                Assert.Equal(All(Dissected.Layers(captured, (uint)length)), headers);
        }, iter: 20_000);

    [Fact]
    public void Whole_frames_to_no_tunnel_are_plain() => Frames.Sample(frame =>
    {
        var layers = Dissected.Layers(frame);
        Assert.Equal(!HasTunnelPort(layers, frame), TryRead(frame, frame.Length, out _));
    });

    private static bool HasTunnelPort(in FrameLayers layers, byte[] frame)
    {
        var udp = UdpOffset(layers);
        return udp >= 0 && ((frame[udp + 2] << 8) | frame[udp + 3]) is 4789 or 2152;
    }

    /// <summary>Offset of the outermost UDP header; -1 without.</summary>
    private static int UdpOffset(in FrameLayers layers)
    {
        foreach (var span in layers.Spans)
        {
            if (span.Protocol == Protocol.Udp)
                return span.Offset;
        }
        return -1;
    }

    private static unsafe bool TryRead(ReadOnlySpan<byte> captured, int length, out string all)
    {
        fixed (byte* frame = captured)
        {
            var isPlain = PlainHeaders.TryRead(frame, captured.Length, length, out var headers);
            all = isPlain ? All(headers, frame, length) : "";
            return isPlain;
        }
    }

    private static unsafe string All(in PlainHeaders headers, byte* frame, int length)
    {
        var (network, transport) = ((int)(headers.Network - frame), (int)(headers.Transport - frame));
        var own = headers.IsUdp ? 8 : 20;
        (string Name, int Offset, int Length)[] spans =
        [
            ("ethernet", 0, 14), ("vlan", 14, network - 14), (headers.IsIpv6 ? "ipv6" : "ipv4", network, transport - network),
            (headers.IsUdp ? "udp" : "tcp", transport, own), ("tcp-options", transport + own, headers.HeaderLength - own),
            ("payload", headers.PayloadOffset, headers.PayloadLength), ("padding", headers.End, length - headers.End),
        ];
        Assert.Equal(headers.HasOptions, headers.HeaderLength > own);
        Assert.Equal(headers.HasPayload, headers.PayloadLength > 0);
        return string.Join(' ', string.Join(' ', spans.Where(each => each.Length > 0)), DissectionDefect.None, headers.IsIpv6 ? 6 : 4, network,
            headers.DatagramLength, false, false, headers.IsUdp ? Protocol.Udp : Protocol.Tcp, transport, headers.HeaderLength,
            headers.PayloadOffset, headers.PayloadLength);
    }

    private static string All(in FrameLayers layers)
    {
        var spans = new List<(string Name, int Offset, int Length)>();
        foreach (var span in layers.Spans)
            spans.Add((ProtocolNames.Of(span.Protocol), span.Offset, span.Length));
        return string.Join(' ', string.Join(' ', spans), layers.Defect, layers.IpVersion, layers.NetworkOffset, layers.NetworkLength,
            layers.LengthInferred, layers.IsPartial, layers.Transport, layers.TransportOffset, layers.TransportHeaderLength,
            layers.PayloadOffset, layers.PayloadLength);
    }
}
