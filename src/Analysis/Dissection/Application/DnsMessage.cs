using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Application;

/// <summary>
/// DNS (RFC 1035), multicast DNS (RFC 6762) and LLMNR (RFC 4795), by the header and the first question.
/// </summary>
internal static class DnsMessage
{
    // identifier 0..2
    private const int Flags = 2; // ..4: response, operation 4 bits, ..., reply code 4 bits
    private const int Questions = 4; // ..6
    private const int Answers = 6; // ..8
    private const int Authorities = 8; // ..10
    private const int Additionals = 10; // ..12
    private const int HeaderLength = 12;
    private const int StreamPrefix = 2;

    private const int LargestOperation = 6;
    private const int LargestCode = 11;
    private const int LongestLabel = 63;
    private const int NetBiosLabel = 32;
    private const int MostRecords = 256;
    private const int UnicastResponse = 0x8000;
    private const int IsResponse = 0x8000;

    public static bool IsPort(ushort port) => port is 53 or 5353 or 5355;

    /// <summary>Over TCP each message has its length before it.</summary>
    public static bool MatchesStream(ReadOnlySpan<byte> payload) => payload.Length > StreamPrefix
        && BinaryPrimitives.ReadUInt16BigEndian(payload) >= Math.Min(HeaderLength, payload.Length - StreamPrefix)
        && Matches(payload[StreamPrefix..], isOnPort: false);

    /// <param name="isOnPort">
    /// On a port of DNS the header is enough: the capture may have cut the question, a response may come without one, and so
    /// may a query that has EDNS only (RFC 7873, 5.4).
    /// </param>
    public static bool Matches(ReadOnlySpan<byte> message, bool isOnPort)
    {
        if (message.Length < HeaderLength)
        {
            return false;
        }

        var flags = BinaryPrimitives.ReadUInt16BigEndian(message[Flags..]);
        var questions = BinaryPrimitives.ReadUInt16BigEndian(message[Questions..]);
        var answers = BinaryPrimitives.ReadUInt16BigEndian(message[Answers..]);
        var authorities = BinaryPrimitives.ReadUInt16BigEndian(message[Authorities..]);
        var additionals = BinaryPrimitives.ReadUInt16BigEndian(message[Additionals..]);
        if (((flags >> 11) & 0x0f) > LargestOperation || (flags & 0x0f) > LargestCode
            || Math.Max(answers, Math.Max(authorities, additionals)) > MostRecords)
        {
            return false;
        }

        if (questions == 0)
        {
            return isOnPort && ((flags & IsResponse) != 0 || answers + additionals > 0);
        }

        return questions <= (isOnPort ? MostRecords : 1) && HasQuestion(message[HeaderLength..], isOnPort);
    }

    /// <param name="question">As far as captured.</param>
    /// <param name="otherwise">The answer where the question is not there to its end.</param>
    private static bool HasQuestion(ReadOnlySpan<byte> question, bool otherwise)
    {
        // The NetBIOS name service (RFC 1002) shares the format, and encodes a name as 32 letters from A to P.
        if (question.Length > NetBiosLabel && question[0] == NetBiosLabel
            && !question.Slice(1, NetBiosLabel).ContainsAnyExceptInRange((byte)'A', (byte)'P'))
        {
            return false;
        }

        var offset = 0;
        while (offset < question.Length && question[offset] != 0)
        {
            if (question[offset] > LongestLabel)
            {
                return false;
            }

            offset += 1 + question[offset];
        }

        // The name's end, the type, then the class: Internet, chaos, hesiod, none or any.
        if (offset + 5 > question.Length)
        {
            return otherwise;
        }

        var questionClass = BinaryPrimitives.ReadUInt16BigEndian(question[(offset + 3)..]) & ~UnicastResponse;
        return questionClass is 1 or 3 or 4 or 254 or 255;
    }
}
