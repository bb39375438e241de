using System.Net;
using System.Net.NetworkInformation;
using CsCheck;
using PacketDotNet;
using Wiretax.Analysis.Dissection;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;
using ProtocolType = PacketDotNet.ProtocolType;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>A second opinion, on packets that PacketDotNet built itself (on others it is not to be trusted).</summary>
public sealed class PacketDotNetTests
{
    private static readonly PhysicalAddress Mac = PhysicalAddress.Parse("02-00-00-00-00-01");

    private static readonly Gen<Packet> Transports = Gen.OneOf<Packet>(
        Gen.Int[0, 60].Select(Packet (size) => new TcpPacket(40000, 80) { PayloadData = Bytes(size) }),
        Gen.Int[0, 60].Select(Packet (size) => new UdpPacket(40000, 9) { PayloadData = Bytes(size) }));

    [Fact]
    public void Header_and_payload_lengths_are_those_that_packetdotnet_gave() =>
        Gen.Select(Transports, Gen.Bool).Sample((transport, isIpv6) =>
        {
            IPPacket datagram = isIpv6
                ? new IPv6Packet(IPAddress.Parse("fd00::1"), IPAddress.Parse("fd00::2"))
                : new IPv4Packet(IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2"));
            datagram.Protocol = transport is TcpPacket ? ProtocolType.Tcp : ProtocolType.Udp;
            datagram.PayloadPacket = transport;
            var frame = new EthernetPacket(Mac, Mac, isIpv6 ? EthernetType.IPv6 : EthernetType.IPv4)
            {
                PayloadPacket = datagram,
            };
            frame.UpdateCalculatedValues();
            datagram.UpdateCalculatedValues();
            transport.UpdateCalculatedValues();
            var layers = Dissected.Layers(frame.Bytes);

            Assert.True(layers.Defect.IsNone, layers.Defect.ToString());
            Assert.Equal(frame.Bytes.Length, layers.Spans[^1].Offset + layers.Spans[^1].Length);
            Assert.Equal(1, layers.LinkSpans);
            Assert.Equal(frame.HeaderData.Length, layers.NetworkOffset);
            Assert.Equal(datagram.TotalLength, layers.NetworkLength);
            Assert.Equal(layers.NetworkOffset + datagram.HeaderData.Length, layers.TransportOffset);
            Assert.Equal(transport.HeaderData.Length, layers.TransportHeaderLength);
            Assert.Equal(transport.PayloadData.Length, layers.PayloadLength);
            Assert.Equal(transport is TcpPacket ? Protocol.Tcp : Protocol.Udp, layers.Transport);
        });
}
