using Wiretax.Analysis.Comparison;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>
/// The order of the runs: warm-up first, then randomised blocks. A block has every path, workload and direction
/// once, so that whatever drifts over the session falls on all paths alike; the first blocks have the transfers once
/// more without a capture.
/// </summary>
internal sealed class SessionPlan
{
    private readonly Scenario _scenario;
    private readonly IReadOnlyList<PlannedRun> _runs;
    private readonly IReadOnlyList<IReadOnlyList<PlannedRun>> _order;

    /// <param name="carries">Whether a path carries a workload in a direction; those that it does not are left out.</param>
    public SessionPlan(Scenario scenario, IReadOnlyList<string> paths, ulong seed, Func<string, Workload, string, bool>? carries = null)
    {
        _scenario = scenario;
        _runs =
        [
            .. from path in paths
               from workload in scenario.Workloads
               from direction in workload.Directions
               where carries?.Invoke(path, workload, direction) ?? true
               select new PlannedRun(path, workload, direction, Block: 0),
        ];
        _order = BlockSchedule.Create([.. _runs, .. _runs.Where(HasTwin).Select(Uncaptured)], scenario.Repeat.Maximum, seed);
    }

    public IReadOnlyList<PlannedRun> WarmUp => [.. Enumerable.Repeat(_runs, _scenario.WarmUp).SelectMany(each => each)];

    /// <summary>Whether no path carries any of the workloads.</summary>
    public bool IsEmpty => _runs.Count == 0;

    public int MostBlocks => _order.Count;

    /// <param name="number">From 1 to <see cref="MostBlocks"/>.</param>
    public IReadOnlyList<PlannedRun> Block(int number) =>
    [
        .. from run in _order[number - 1]
           where run.Captured || number <= _scenario.WithoutCapture
           select run with { Block = number },
    ];

    /// <summary>The runs of all blocks from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public IEnumerable<PlannedRun> Blocks(int first, int last) =>
        Enumerable.Range(first, Math.Max(0, last - first + 1)).SelectMany(Block);

    /// <summary>A ping's times come from the capture alone, so that it has nothing to show without one.</summary>
    private static bool HasTwin(PlannedRun run) => run.Workload is not PingWorkload;

    private static PlannedRun Uncaptured(PlannedRun run) => run with { Captured = false };
}
