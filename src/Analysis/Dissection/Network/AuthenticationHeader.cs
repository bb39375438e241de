namespace Wiretax.Analysis.Dissection.Network;

/// <summary>IPsec's authentication header (RFC 4302), in IPv4 and among the extension headers of IPv6.</summary>
internal static class AuthenticationHeader
{
    private const int Next = 0; // ..1
    private const int PayloadLength = 1; // ..2, in units of 4 bytes, less 2
    // reserved 2..4, security parameters index 4..8, sequence number 8..12, integrity check value
    private const int MinLength = 12;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Ah, MinLength, out var header))
        {
            return HeaderKind.Undissected;
        }

        var length = (header[PayloadLength] + 2) * 4;
        if (length < MinLength)
        {
            return cursor.Malformed(Protocol.Ah, MinLength, length);
        }

        if (length > cursor.Remaining)
        {
            return cursor.Exceeds(Protocol.Ah, length);
        }

        cursor.Take(Protocol.Ah, length);
        return cursor.Layers.IpVersion == 6
            ? Ipv6Extensions.Dissect(ref cursor, header[Next])
            : IpProtocol.Next(header[Next]);
    }
}
