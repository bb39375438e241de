using System.Buffers.Binary;
using System.Net.Sockets;
using PacketDotNet;
using PacketDotNet.Utils;

namespace Wiretax.Generators.Ping;

/// <summary>
/// ICMP echo (RFC 792) and ICMPv6 echo (RFC 4443, 4): 0 type, 1 code, 2 checksum, 4 identifier, 6 sequence, 8 data.
/// </summary>
internal static class EchoMessage
{
    public const int HeaderLength = 8;

    private const byte EchoReply = 0;
    private const byte EchoReplyV6 = 129;
    private const byte Unreachable = 3;
    private const byte UnreachableV6 = 1;
    private const int Ipv6HeaderLength = 40;

    /// <summary>A request whose data is the <see cref="Pattern"/>; over IPv6 the kernel fills in the checksum.</summary>
    public static byte[] Request(AddressFamily family, ushort identifier, ushort sequence, int payload)
    {
        var bytes = new byte[HeaderLength + payload];
        Pattern.At(0, payload).CopyTo(bytes.AsSpan(HeaderLength));
        if (family == AddressFamily.InterNetwork)
        {
            var packet = new IcmpV4Packet(new ByteArraySegment(bytes))
            {
                TypeCode = IcmpV4TypeCode.EchoRequest,
                Id = identifier,
                Sequence = sequence,
            };
            packet.UpdateIcmpChecksum();
            return packet.Bytes;
        }

        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), identifier);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), sequence);
        return new IcmpV6Packet(new ByteArraySegment(bytes)) { Type = IcmpV6Type.EchoRequest, Code = 0 }.Bytes;
    }

    /// <summary>Whether the ICMP message answers a request with this identifier and data.</summary>
    public static bool IsReply(
        ReadOnlySpan<byte> message, AddressFamily family, ushort identifier, int payload, out ushort sequence)
    {
        sequence = 0;
        if (message.Length != HeaderLength + payload
            || message[0] != (family == AddressFamily.InterNetwork ? EchoReply : EchoReplyV6)
            || message[1] != 0
            || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != identifier
            || !Pattern.Matches(message[HeaderLength..], 0))
        {
            return false;
        }
        sequence = BinaryPrimitives.ReadUInt16BigEndian(message[6..]);
        return true;
    }

    /// <summary>Whether the ICMP message says that our request could not be delivered.</summary>
    public static bool IsUnreachable(ReadOnlySpan<byte> message, AddressFamily family, ushort identifier)
    {
        if (message.Length <= HeaderLength || message[0] != (family == AddressFamily.InterNetwork ? Unreachable : UnreachableV6))
            return false;
        var quoted = message[HeaderLength..];
        var headerLength = family == AddressFamily.InterNetwork ? (quoted[0] & 0x0F) * 4 : Ipv6HeaderLength;
        return quoted.Length >= headerLength + HeaderLength
            && BinaryPrimitives.ReadUInt16BigEndian(quoted[(headerLength + 4)..]) == identifier;
    }

    /// <summary>The ICMP message in an IPv4 datagram, as a raw socket hands it over; empty when it holds none.</summary>
    public static ReadOnlySpan<byte> InIpv4(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < 20)
            return [];
        var headerLength = (datagram[0] & 0x0F) * 4;
        return headerLength >= 20 && datagram.Length >= headerLength ? datagram[headerLength..] : [];
    }
}
