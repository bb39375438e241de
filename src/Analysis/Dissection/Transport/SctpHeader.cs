using Wiretax.Analysis.Dissection.Network;

namespace Wiretax.Analysis.Dissection.Transport;

/// <summary>SCTP (RFC 9260): the common header; its chunks are payload.</summary>
internal static class SctpHeader
{
    // source port 0..2, destination port 2..4, verification tag 4..8, checksum 8..12
    private const int Length = 12;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Sctp, Length, out _))
        {
            return Fragments.HeaderPart(ref cursor, Protocol.Sctp, Length);
        }

        var start = cursor.Offset;
        cursor.Take(Protocol.Sctp, Length);
        cursor.SetTransport(Protocol.Sctp, start);
        return HeaderKind.Payload;
    }
}
