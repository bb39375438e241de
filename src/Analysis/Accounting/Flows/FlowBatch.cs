using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Follows packets a batch at a time, in three passes: the slots of their flows are fetched, then the records, then the
/// packets are added. With thousands of flows each is a cache miss, and waiting for them one by one took a fifth of the
/// whole time. Packets come in runs of one flow, which is looked for once.
/// </summary>
internal static class FlowBatch
{
    public const int Capacity = 64;

    private struct Run
    {
        public int Start;

        /// <summary>Record of the flow, most likely; -1 for none.</summary>
        public int Record;
    }

    /// <param name="packets">At most <see cref="Capacity"/>.</param>
    /// <param name="tables">By the upper bits of the hash.</param>
    /// <param name="orderBase">Frames in the capture before those that the packets' positions count from.</param>
    [SkipLocalsInit]
    public static void Follow(ReadOnlySpan<FlowPacket> packets, FlowTable[] tables, long orderBase)
    {
        Span<Run> runs = stackalloc Run[Capacity];
        var count = 0;
        var hash = packets.IsEmpty ? 0 : ~packets[0].Hash;
        for (var at = 0; at < packets.Length; at++)
        {
            if (packets[at].Hash == hash)
                continue;
            hash = packets[at].Hash;
            runs[count++].Start = at;
            tables[hash >> FlowTable.ShardShift].PrefetchSlot(hash);
        }

        runs = runs[..count];
        foreach (ref var run in runs)
        {
            hash = packets[run.Start].Hash;
            run.Record = tables[hash >> FlowTable.ShardShift].Guess(hash);
        }

        for (var at = 0; at < runs.Length; at++)
        {
            var run = packets[runs[at].Start..(at + 1 < runs.Length ? runs[at + 1].Start : packets.Length)];
            tables[run[0].Hash >> FlowTable.ShardShift].Add(run, runs[at].Record, orderBase);
        }
    }
}
