namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// The service tag of provider backbone bridging (IEEE 802.1ah). Its EtherType stands in the header before it; the
/// customer's Ethernet frame follows.
/// </summary>
internal static class PbbTag
{
    // priority, flags, service identifier 0..4
    private const int Length = 4;

    public static HeaderKind Dissect(ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(Protocol.Pbb, Length, out _))
        {
            return HeaderKind.Undissected;
        }

        cursor.Take(Protocol.Pbb, Length);
        return HeaderKind.Ethernet;
    }
}
