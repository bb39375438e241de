namespace Wiretax.Analysis.Accounting;

/// <summary>
/// When a flow is folded into the totals of a table that would grow: a minute after it was closed or reset (TIME_WAIT,
/// RFC 9293, 3.6.1, at half its length as systems do), or after ten minutes without a frame. At the table's bound both
/// times are halved until there is room.
/// </summary>
/// <param name="Closed">Nanoseconds since the last frame of a closed flow.</param>
/// <param name="Idle">Nanoseconds since the last frame of any flow.</param>
internal readonly record struct FoldingLimits(long Closed, long Idle)
{
    private const long Second = 1_000_000_000;

    public static FoldingLimits Usual { get; } = new(60 * Second, 600 * Second);

    public static FoldingLimits Everything { get; } = new(long.MinValue, long.MinValue);

    public FoldingLimits Halved() => new(Closed / 2, Idle / 2);

    public bool AreReachedBy(in FlowRecord flow, long now)
    {
        var silent = now - flow.Last;
        return silent > Idle || (silent > Closed && flow.IsClosed);
    }
}
