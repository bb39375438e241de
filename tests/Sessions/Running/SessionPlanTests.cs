using Wiretax.Sessions;
using Wiretax.Sessions.Running;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Tests.Sessions.Running;

public sealed class SessionPlanTests
{
    private static readonly string[] Paths = ["host", "vm-bridged"];

    [Fact]
    public void Each_block_has_every_path_workload_and_direction_once()
    {
        var plan = Plan(seed: 7, withoutCapture: 0);

        for (var block = 1; block <= plan.MostBlocks; block++)
        {
            var keys = plan.Block(block).Select(run => (run.Path, run.Workload.Name, run.Direction)).ToList();
            Assert.Equal(8, keys.Count);
            Assert.Equal(8, keys.Distinct().Count());
        }
    }

    [Fact]
    public void The_order_changes_from_block_to_block_and_is_the_seeds()
    {
        var orders = Enumerable.Range(1, 20).Select(block => Order(Plan(7, 0), block)).ToList();

        Assert.True(orders.Distinct().Count() > 10);
        Assert.Equal(orders, Enumerable.Range(1, 20).Select(block => Order(Plan(7, 0), block)));
        Assert.NotEqual(orders, Enumerable.Range(1, 20).Select(block => Order(Plan(8, 0), block)));
    }

    [Fact]
    public void Only_the_first_blocks_have_transfers_without_a_capture_and_pings_never()
    {
        var plan = Plan(seed: 1, withoutCapture: 2);

        Assert.Equal(6, plan.Block(2).Count(run => !run.Captured));
        Assert.DoesNotContain(plan.Block(2), run => run is { Captured: false, Workload: PingWorkload });
        Assert.All(plan.Block(3), run => Assert.True(run.Captured));
    }

    [Fact]
    public void Warm_up_is_apart_from_the_counted_blocks() =>
        Assert.All(Plan(1, 0).WarmUp, run => Assert.True(run.IsWarmUp));

    [Fact]
    public void A_plan_without_a_path_that_carries_anything_is_empty()
    {
        Assert.True(new SessionPlan(Given.Scenario(), Paths, seed: 1, (_, _, _) => false).IsEmpty);
        Assert.False(new SessionPlan(Given.Scenario(), Paths, seed: 1, (path, _, _) => path == "host").IsEmpty);
    }

    private static string Order(SessionPlan plan, int block) =>
        string.Join(' ', plan.Block(block).Select(run => $"{run.Path}/{run.Workload.Name}/{run.Direction}"));

    private static SessionPlan Plan(ulong seed, int withoutCapture) => new(Given.Scenario() with
    {
        Repeat = Repetition.Exactly(20),
        WithoutCapture = withoutCapture,
    }, Paths, seed);
}
