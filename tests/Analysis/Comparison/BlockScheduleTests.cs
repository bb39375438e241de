using CsCheck;
using Wiretax.Analysis.Comparison;

namespace Wiretax.Tests.Analysis.Comparison;

public sealed class BlockScheduleTests
{
    [Fact]
    public void Every_block_holds_every_item_once_and_more_blocks_continue_the_same_order() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 8], Gen.ULong).Sample((items, blocks, seed) =>
        {
            int[] all = [.. Enumerable.Range(0, items)];
            var schedule = BlockSchedule.Create(all, blocks, seed);

            Assert.Equal(blocks, schedule.Count);
            Assert.All(schedule, block => Assert.Equal(all, block.Order()));
            Assert.Equal(schedule, BlockSchedule.Create(all, blocks + 1, seed).Take(blocks));
        });

    [Fact]
    public void A_recorded_seed_gives_the_same_order_for_good() =>
        Assert.Equal(["ACBD", "ADCB", "BACD"], BlockSchedule.Create("ABCD".ToCharArray(), 3, 2026).Select(each => string.Concat(each)));

    [Fact]
    public void All_orders_are_equally_likely()
    {
        const int blocks = 60_000;
        var counts = BlockSchedule.Create("ABC".ToCharArray(), blocks, 1).CountBy(each => string.Concat(each)).ToList();

        Assert.Equal(6, counts.Count);
        Assert.All(counts, each => Assert.InRange(each.Value, 9_600, 10_400));
    }
}
