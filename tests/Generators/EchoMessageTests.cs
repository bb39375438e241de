using System.Net.Sockets;
using CsCheck;
using PacketDotNet;
using PacketDotNet.Utils;
using Wiretax.Generators.Ping;

namespace Wiretax.Tests.Generators;

public sealed class EchoMessageTests
{
    private const int ChecksumAt = 2;

    private static readonly Gen<AddressFamily> Families = Gen.OneOfConst(AddressFamily.InterNetwork, AddressFamily.InterNetworkV6);

    [Fact]
    public void A_request_has_its_fields_and_a_true_checksum() =>
        Gen.Select(Gen.UShort, Gen.UShort, Gen.Int[0, 3000]).Sample((identifier, sequence, payload) =>
        {
            var bytes = EchoMessage.Request(AddressFamily.InterNetwork, identifier, sequence, payload);
            var packet = new IcmpV4Packet(new ByteArraySegment(bytes));
            Assert.Equal(EchoMessage.HeaderLength + payload, bytes.Length);
            Assert.Equal(IcmpV4TypeCode.EchoRequest, packet.TypeCode);
            Assert.Equal((identifier, sequence), (packet.Id, packet.Sequence));
            Assert.Equal(0, OnesComplementSum(bytes));
        });

    [Fact]
    public void A_request_turned_into_a_reply_is_known_as_its_reply() =>
        Gen.Select(Families, Gen.UShort, Gen.UShort, Gen.Int[0, 3000]).Sample((family, identifier, sequence, payload) =>
            EchoMessage.IsReply(Answered(family, identifier, sequence, payload), family, identifier, payload, out var read) && read == sequence);

    [Fact]
    public void A_request_is_no_reply() =>
        Families.Sample(family => !EchoMessage.IsReply(EchoMessage.Request(family, 7, 1, 56), family, 7, 56, out _));

    [Fact]
    public void Replies_to_others_and_damaged_replies_are_not_taken() =>
        Gen.Select(Families, Gen.Int[0, 63], Gen.Byte[1, 255]).Where((_, at, _) => at is < ChecksumAt or > 3 and (< 6 or > 7)).Sample((family, at, flip) =>
        {
            var reply = Answered(family, 4711, 1, 56);
            reply[at] ^= flip;
            return !EchoMessage.IsReply(reply, family, 4711, 56, out _);
        });

    [Fact]
    public void Random_bytes_never_throw() => Gen.Select(Families, Gen.Byte.Array[0, 100]).Sample((family, bytes) =>
    {
        var message = EchoMessage.InIpv4(bytes);
        EchoMessage.IsReply(message, family, 1, 56, out _);
        EchoMessage.IsUnreachable(message, family, 1);
        EchoMessage.IsUnreachable(bytes, family, 1);
    });

    private static byte[] Answered(AddressFamily family, ushort identifier, ushort sequence, int payload)
    {
        var message = EchoMessage.Request(family, identifier, sequence, payload);
        message[0] = family == AddressFamily.InterNetwork ? (byte)0 : (byte)129;
        return message;
    }

    /// <summary>0 over a message whose checksum is right (RFC 1071).</summary>
    private static int OnesComplementSum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        for (var at = 0; at < bytes.Length; at++)
            sum += at % 2 == 0 ? bytes[at] << 8 : bytes[at];
        while (sum > 0xFFFF)
            sum = (sum & 0xFFFF) + (sum >> 16);
        return ~sum & 0xFFFF;
    }
}
