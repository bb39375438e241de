namespace Wiretax.Analysis.Dissection.Network;

/// <summary>IP without a header that says which: the version is in the first four bits of either.</summary>
internal static class RawIp
{
    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Ipv4, 1, out var header))
        {
            return HeaderKind.Undissected;
        }

        return (header[0] >> 4) switch
        {
            4 => HeaderKind.Ipv4,
            6 => HeaderKind.Ipv6,
            _ => HeaderKind.Undissected,
        };
    }
}
