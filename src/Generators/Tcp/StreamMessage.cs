namespace Wiretax.Generators.Tcp;

/// <summary>
/// What a stream's send calls hand over: the <see cref="Pattern"/> from its start. Messages of every size and all
/// connections share one memory, so that those who ask for the largest cost a server no more than others.
/// </summary>
internal static class StreamMessage
{
    private static readonly Lazy<byte[]> Longest = new(Create);

    /// <param name="size">At most <see cref="GeneratorLimits.MaxMessageSize"/>.</param>
    public static ReadOnlySpan<byte> Of(int size) =>
        size <= Pattern.MaxRun ? Pattern.At(0, size) : Longest.Value.AsSpan(0, size);

    private static byte[] Create()
    {
        var message = GC.AllocateUninitializedArray<byte>(GeneratorLimits.MaxMessageSize, pinned: true);
        for (var at = 0; at < message.Length; at += Pattern.BlockSize)
            Pattern.At(0, Pattern.BlockSize).CopyTo(message.AsSpan(at));
        return message;
    }
}
