namespace Wiretax.Analysis.Dissection.Network;

/// <summary>
/// Fragments are counted as they are, not put together: the first one carries the transport header, a later one adds
/// its data to the payload.
/// </summary>
internal static class Fragments
{
    public static void First(ref FrameCursor cursor) => cursor.Layers.IsPartial = true;

    /// <summary>
    /// A transport header that the cursor did not give: where it goes on in a later fragment, these bytes of it are the
    /// transport's, and make no frame of it.
    /// </summary>
    public static HeaderKind HeaderPart(ref FrameCursor cursor, Protocol protocol, int length)
    {
        ref var layers = ref cursor.Layers;
        if (!layers.IsPartial || cursor.Remaining >= length)
        {
            return HeaderKind.Undissected;
        }

        layers.TransportOffset = cursor.Offset;
        layers.TransportHeaderLength = cursor.Remaining;
        layers.PayloadOffset = cursor.End;
        return cursor.TakeRest(protocol);
    }

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
