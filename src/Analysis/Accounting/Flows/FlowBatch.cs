namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Follows some runs in three passes: the slots of their flows are fetched, then the records, then the packets are
/// added. With thousands of flows each is a cache miss, and waiting for them one by one took a fifth of the whole time.
/// </summary>
internal static class FlowBatch
{
    public const int MostRuns = 64;

    /// <param name="runs">At most <see cref="MostRuns"/>.</param>
    /// <param name="packets">Up to the end of the last run.</param>
    /// <param name="tables">By the upper bits of the hash.</param>
    /// <param name="orderBase">Frames in the capture before those that the packets' positions count from.</param>
    public static void Follow(Span<FlowRun> runs, ReadOnlySpan<FlowPacket> packets, FlowTable[] tables, long orderBase)
    {
        foreach (ref var run in runs)
            tables[run.Hash >> FlowTable.ShardShift].PrefetchSlot(run.Hash);
        foreach (ref var run in runs)
            run.Record = tables[run.Hash >> FlowTable.ShardShift].Guess(run.Hash);
        for (var at = 0; at < runs.Length; at++)
        {
            ref var run = ref runs[at];
            var end = packets.Length;
            if (at + 1 < runs.Length)
            {
                ref var next = ref runs[at + 1];
                tables[next.Hash >> FlowTable.ShardShift].PrefetchExtras(next.Record);
                end = next.Start;
            }
            tables[run.Hash >> FlowTable.ShardShift].Add(run, packets[run.Start..end], orderBase);
        }
    }
}
