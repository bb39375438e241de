namespace Wiretax.Analysis.Dissection.Network;

/// <summary>
/// Fragments are counted as they are, not put together: the first one carries the transport header, a later one adds
/// its data to the payload.
/// </summary>
internal static class Fragments
{
    public static void First(ref FrameCursor cursor) => cursor.Layers.IsPartial = true;

    public static HeaderKind Later(ref FrameCursor cursor)
    {
        ref var layers = ref cursor.Layers;
        layers.IsPartial = true;
        layers.IsLaterFragment = true;
        layers.TransportOffset = cursor.Offset;
        layers.PayloadOffset = cursor.Offset;
        layers.PayloadLength = cursor.Remaining;
        return HeaderKind.Payload;
    }
}
