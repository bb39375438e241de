namespace Wiretax.Analysis.Accounting;

/// <summary>Sent by the local end, received by it, or neither (a conversation of others on the same link).</summary>
internal sealed class DirectedCounters
{
    public LayerCounters Tx = new();
    public LayerCounters Rx = new();
    public LayerCounters Neither = new();

    /// <param name="direction">A known one.</param>
    public ref LayerCounters Of(Direction direction)
    {
        switch (direction)
        {
            case Direction.Tx:
                return ref Tx;
            case Direction.Rx:
                return ref Rx;
            default:
                return ref Neither;
        }
    }

    public LayerCounters Total()
    {
        var total = Tx;
        total.Merge(Rx);
        total.Merge(Neither);
        return total;
    }
}
