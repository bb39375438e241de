namespace Wiretax.Capture;

/// <summary>Which interface of its source saw a frame, and whether the source has others; by default the only one.</summary>
public readonly record struct FrameInterface
{
    /// <summary>0 for the only interface of a source; of several, one more than the index.</summary>
    private readonly int _number;

    private FrameInterface(int number) => _number = number;

    /// <summary>Index into <see cref="CaptureStatistics.Interfaces"/>.</summary>
    public int Index => Math.Max(0, _number - 1);

    /// <summary>
    /// False while the source has described no other interface: then none can have seen the same packet before.
    /// </summary>
    public bool IsOneOfSeveral => _number > 0;

    public static FrameInterface OneOfSeveral(int index) => new(index + 1);
}
