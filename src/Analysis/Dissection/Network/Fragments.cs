namespace Wiretax.Analysis.Dissection.Network;

/// <summary>
/// Fragments are counted as they are, not put together: the first one carries the transport header, a later one adds
/// its data to the payload.
/// </summary>
internal static class Fragments
{
    public static HeaderKind Dissect(ref FrameCursor cursor, byte protocol, bool isLater)
    {
        ref var layers = ref cursor.Layers;
        layers.IsFragment = true;
        if (!isLater)
        {
            cursor.InFragment = true;
            return IpProtocol.Next(protocol);
        }

        layers.IsLaterFragment = true;
        layers.TransportOffset = cursor.Offset;
        layers.PayloadOffset = cursor.Offset;
        layers.PayloadLength = cursor.Remaining;
        return HeaderKind.Payload;
    }
}
