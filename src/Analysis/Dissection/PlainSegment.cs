using System.Buffers.Binary;
using Wiretax.Analysis.Dissection.Link;
using Wiretax.Analysis.Dissection.Network;

namespace Wiretax.Analysis.Dissection;

/// <summary>
/// The frame that most captures are made of, in one step: Ethernet, IPv4 without options or fragments, TCP. It gives
/// what the way level by level gives (a test holds that) in 7 ns instead of 17, and knows nothing else.
/// </summary>
internal static class PlainSegment
{
    // Ethernet 0..14, IPv4 14..34, TCP 34..54
    private const int Type = 12; // ..14
    private const int VersionAndLength = 14; // ..15
    private const int Total = 16; // ..18
    private const int FlagsAndOffset = 20; // ..22
    private const int ProtocolNumber = 23; // ..24
    private const int DataOffset = 46; // ..47
    private const int Length = 54;

    private const int NetworkOffset = 14;
    private const int TransportOffset = 34;
    private const byte Version4WithoutOptions = 0x45;
    private const int MoreFragmentsOrOffset = 0x3fff;
    private const int Ipv4Length = 20;
    private const int TcpLength = 20;

    /// <summary>
    /// Fills <paramref name="layers"/>, which must be empty, if the frame is one; else leaves them so.
    /// </summary>
    public static bool TryDissect(ReadOnlySpan<byte> captured, int originalLength, ref FrameLayers layers)
    {
        if (captured.Length < Length)
        {
            return false;
        }

        var headers = captured[..Length];
        if (BinaryPrimitives.ReadUInt16BigEndian(headers[Type..]) != EtherType.Ipv4
            || headers[VersionAndLength] != Version4WithoutOptions
            || headers[ProtocolNumber] != IpProtocol.Tcp
            || (BinaryPrimitives.ReadUInt16BigEndian(headers[FlagsAndOffset..]) & MoreFragmentsOrOffset) != 0)
        {
            return false;
        }

        int total = BinaryPrimitives.ReadUInt16BigEndian(headers[Total..]);
        var header = (headers[DataOffset] >> 4) * 4;
        if (total > originalLength - NetworkOffset || header < TcpLength || total < Ipv4Length + header)
        {
            return false;
        }

        var payload = TransportOffset + header;
        var end = NetworkOffset + total;
        layers.LinkSpans = 1;
        layers.IpVersion = 4;
        layers.NetworkOffset = NetworkOffset;
        layers.NetworkLength = total;
        layers.Transport = Protocol.Tcp;
        layers.TransportOffset = TransportOffset;
        layers.TransportHeaderLength = header;
        layers.PayloadOffset = payload;
        layers.PayloadLength = end - payload;
        layers.Add(Protocol.Ethernet, 0, NetworkOffset);
        layers.Add(Protocol.Ipv4, NetworkOffset, Ipv4Length);
        layers.Add(Protocol.Tcp, TransportOffset, TcpLength);
        if (header > TcpLength)
        {
            layers.Add(Protocol.TcpOptions, TransportOffset + TcpLength, header - TcpLength);
        }

        if (end > payload)
        {
            layers.Add(Protocol.Payload, payload, end - payload);
        }

        if (originalLength > end)
        {
            layers.Add(Protocol.Padding, end, originalLength - end);
        }

        return true;
    }
}
