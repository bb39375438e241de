using Wiretax.Analysis.Statistics;

namespace Wiretax.Analysis.Comparison;

/// <summary>Randomised blocks: each holds every item once, in an order of its own, drawn from a recorded seed.</summary>
public static class BlockSchedule
{
    /// <summary>
    /// The same items, blocks and seed give the same order for good, and more blocks continue the same sequence.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<T>> Create<T>(IReadOnlyList<T> items, int blocks, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(blocks);
        var random = new SplitMix64(seed);
        var schedule = new IReadOnlyList<T>[blocks];
        for (var block = 0; block < blocks; block++)
        {
            T[] order = [.. items];
            random.Shuffle<T>(order);
            schedule[block] = order;
        }
        return schedule;
    }
}
