namespace Wiretax.Analysis.Accounting;

/// <summary>Clocks between uses: a connection holds one only while it has several segments on their way.</summary>
internal sealed class SegmentClocks
{
    /// <summary>Clocks in use at once (1.5 KB each); connections beyond time one segment at a time.</summary>
    public const int Limit = 2048;

    private readonly Stack<SegmentClock> _free = new();
    private int _made;

    /// <returns>Null at the limit.</returns>
    public SegmentClock? Rent()
    {
        if (_free.TryPop(out var clock))
            return clock;
        return _made++ < Limit ? new SegmentClock() : null;
    }

    public void Return(SegmentClock clock)
    {
        clock.Clear();
        _free.Push(clock);
    }
}
