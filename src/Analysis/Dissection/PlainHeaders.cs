using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection.Link;
using Wiretax.Analysis.Dissection.Network;
using Wiretax.Analysis.Dissection.Tunnels;

namespace Wiretax.Analysis.Dissection;

/// <summary>
/// Where the headers of a plain frame stand: Ethernet, perhaps one VLAN tag, IPv4 without options or IPv6 without
/// extension headers, TCP or UDP, payload, padding. Not a fragment, no tunnel, no defect, and all headers but TCP's
/// options captured. Most captures are made of such frames, so they are read in one step; what it says of a frame is what
/// <see cref="FrameDissector"/> says (tests hold that).
/// </summary>
internal readonly unsafe struct PlainHeaders
{
    public const int EthernetLength = 14;
    public const int TagLength = 4;
    public const int Ipv4Length = 20;
    public const int Ipv6Length = 40;

    /// <summary>Without options.</summary>
    public const int TcpLength = 20;
    public const int UdpLength = 8;

    /// <summary>Where both addresses stand in the IP header, one behind the other.</summary>
    public const int Ipv4Addresses = 12;
    public const int Ipv6Addresses = 8;

    private const byte Version4WithoutOptions = 0x45;
    private const int MoreFragmentsOrOffset = 0x3fff;

    public readonly PlainShape Shape;

    /// <summary>The IP header and the transport header.</summary>
    public readonly byte* Network;
    public readonly byte* Transport;

    /// <summary>Of the transport, with its options.</summary>
    public readonly int HeaderLength;

    /// <summary>Offset of the payload in the frame.</summary>
    public readonly int PayloadOffset;
    public readonly int PayloadLength;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PlainHeaders(PlainShape shape, byte* network, byte* transport, int headerLength, int payloadOffset, int payloadLength)
    {
        Shape = shape;
        Network = network;
        Transport = transport;
        (HeaderLength, PayloadOffset, PayloadLength) = (headerLength, payloadOffset, payloadLength);
    }

    public bool IsUdp => (Shape & PlainShape.Udp) != 0;

    public bool IsIpv6 => (Shape & PlainShape.Ipv6) != 0;

    public bool HasOptions => (Shape & PlainShape.Options) != 0;

    public bool HasPayload => (Shape & PlainShape.Payload) != 0;

    /// <summary>TCP's flags as they lie in its header; 0 for UDP.</summary>
    public byte Flags => IsUdp ? (byte)0 : Transport[13];

    /// <summary>Offset of the datagram's end, behind which there is padding or nothing.</summary>
    public int End => PayloadOffset + PayloadLength;

    public int DatagramLength => (int)(Transport - Network) + HeaderLength + PayloadLength;

    /// <param name="frame">The captured bytes.</param>
    /// <param name="captured">Their number, not above <paramref name="length"/>.</param>
    /// <param name="length">The frame's original length.</param>
    /// <returns>False for a frame that is not plain.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(byte* frame, int captured, int length, out PlainHeaders headers)
    {
        Unsafe.SkipInit(out headers);
        // A UDP datagram captured with less than TCP's length behind its IP header goes the long way.
        if (captured < EthernetLength + Ipv4Length + TcpLength)
            return false;
        var link = EthernetLength;
        var shape = PlainShape.None;
        var type = NetworkOrder.UInt16(frame + 12);
        if (type == EtherType.Vlan)
        {
            link += TagLength;
            shape = PlainShape.Tagged;
            type = NetworkOrder.UInt16(frame + 16);
        }

        var network = frame + link;
        int transport, end, protocol;
        if (type == EtherType.Ipv4)
        {
            transport = link + Ipv4Length;
            end = link + NetworkOrder.UInt16(network + 2);
            protocol = network[9];
            if (network[0] != Version4WithoutOptions || (NetworkOrder.UInt16(network + 6) & MoreFragmentsOrOffset) != 0)
                return false;
        }
        else if (type == EtherType.Ipv6)
        {
            transport = link + Ipv6Length;
            end = transport + NetworkOrder.UInt16(network + 4);
            protocol = network[6];
            shape |= PlainShape.Ipv6;
            if (network[0] >> 4 != 6)
                return false;
        }
        else
        {
            return false;
        }
        if (captured < transport + TcpLength || end > length)
            return false;

        var header = frame + transport;
        int headerLength;
        if (protocol == IpProtocol.Tcp)
        {
            headerLength = (header[12] >> 4) * 4;
            if (headerLength < TcpLength)
                return false;
            if (headerLength > TcpLength)
                shape |= PlainShape.Options;
        }
        else
        {
            headerLength = UdpLength;
            shape |= PlainShape.Udp;
            if (protocol != IpProtocol.Udp || !IsPlainUdp(header, end - transport))
                return false;
        }
        var payloadLength = end - transport - headerLength;
        if (payloadLength > 0)
            shape |= PlainShape.Payload;
        headers = new PlainHeaders(shape, network, header, headerLength, transport + headerLength, payloadLength);
        return payloadLength >= 0;
    }

    private static bool IsPlainUdp(byte* header, int length) =>
        NetworkOrder.UInt16(header + 4) == length
        && UdpTunnel.Next(NetworkOrder.UInt16(header), NetworkOrder.UInt16(header + 2)) == HeaderKind.Payload;
}
