using System.Buffers.Binary;

namespace Wiretax.Analysis.Dissection.Application;

/// <summary>A TLS record (RFC 8446, 5.1).</summary>
internal static class TlsRecord
{
    private const int ContentType = 0; // ..1
    private const int Version = 1; // ..3
    private const int Length = 3; // ..5
    private const int HandshakeType = 5; // ..6
    private const int HeaderLength = 5;

    private const byte ChangeCipherSpec = 20;
    private const byte Alert = 21;
    private const byte Handshake = 22;
    private const byte ApplicationData = 23;
    private const int LargestCiphertext = 16384 + 2048;

    public static bool Matches(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderLength
            || BinaryPrimitives.ReadUInt16BigEndian(payload[Version..]) is < 0x0300 or > 0x0304)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(payload[Length..]);
        return payload[ContentType] switch
        {
            // Hello request 0 to key update 24; behind the first flight the handshake is encrypted.
            Handshake => length is >= 4 and <= LargestCiphertext
                && (payload.Length <= HandshakeType || payload[HandshakeType] <= 24 || length >= 32),
            ApplicationData => length is > 0 and <= LargestCiphertext,
            ChangeCipherSpec => length == 1,
            Alert => length is 2 or (>= 18 and < 256),
            _ => false,
        };
    }
}
