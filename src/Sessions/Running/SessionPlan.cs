using Wiretax.Analysis.Comparison;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>
/// The order of the runs: warm-up first, then randomised blocks. A block has every path, workload and direction
/// once, so that whatever drifts over the session falls on all paths alike.
/// </summary>
internal static class SessionPlan
{
    public static IReadOnlyList<PlannedRun> Create(Scenario scenario, IReadOnlyList<string> paths, ulong seed)
    {
        var runs = (from path in paths
                    from workload in scenario.Workloads
                    from direction in workload.Directions
                    select new PlannedRun(path, workload, direction, Block: 0)).ToList();

        var plan = new List<PlannedRun>();
        for (var warmUp = 0; warmUp < scenario.WarmUp; warmUp++)
            plan.AddRange(runs);
        foreach (var (block, order) in BlockSchedule.Create(runs, scenario.Repeat, seed).Index())
            plan.AddRange(order.Select(run => run with { Block = block + 1 }));
        return plan;
    }
}
