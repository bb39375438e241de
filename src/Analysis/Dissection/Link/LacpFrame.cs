namespace Wiretax.Analysis.Dissection.Link;

/// <summary>LACP and its marker protocol (IEEE 802.1AX): 110 bytes of the slow protocols' EtherType.</summary>
internal static class LacpFrame
{
    private const int Subtype = 0; // ..1
    private const int Length = 110;

    private const byte Lacp = 1;
    private const byte Marker = 2;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Lacp, 1, out var header))
        {
            return HeaderKind.Undissected;
        }

        if (header[Subtype] is not (Lacp or Marker))
        {
            return HeaderKind.Undissected;
        }

        if (cursor.Remaining < Length)
        {
            return cursor.Exceeds(Protocol.Lacp, Length);
        }

        cursor.Take(Protocol.Lacp, Length);
        return HeaderKind.Padding;
    }
}
