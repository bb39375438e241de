using Wiretax.Analysis.Comparison;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Sessions.Running;

/// <summary>Turns the runs of a session into the samples that the comparison reads.</summary>
public static class SessionComparison
{
    /// <returns>Null when the baseline was not measured.</returns>
    public static ComparisonResult? Of(Scenario scenario, IReadOnlyList<RunRecord> runs)
    {
        var measured = Measured(InOrder(scenario, runs));
        return measured.Any(each => each.Path == scenario.Baseline)
            ? Comparer.Compare(scenario.Baseline, measured, Options(scenario))
            : null;
    }

    /// <summary>In the scenario's order of workloads and paths, so that results read in it; within both the order of the runs stays.</summary>
    public static IReadOnlyList<RunRecord> InOrder(Scenario scenario, IReadOnlyList<RunRecord> runs)
    {
        var workloads = scenario.Workloads.Select(each => each.Name).ToList();
        var paths = scenario.Paths.Select(each => each.Name).ToList();
        return [.. runs.OrderBy(each => workloads.IndexOf(each.Workload)).ThenBy(each => paths.IndexOf(each.Path))];
    }

    public static ComparisonOptions Options(Scenario scenario) =>
        new() { Control = scenario.Paths.FirstOrDefault(each => each.ControlOf is not null)?.Name };

    public static IReadOnlyList<MeasuredRun> Measured(IReadOnlyList<RunRecord> runs) =>
    [
        .. from run in runs
           select new MeasuredRun(run.Path, run.Workload, run.Direction, run.Repetition, run.Complete && run.Summary is not null, run.Summary)
           {
               GoodputBitsPerSecond = run.GoodputBitsPerSecond,
               WireBitsPerSecond = run.WireBitsPerSecond,
               GeneratorRoundTrips = RunRoundTrips.Of(run) is { IsByGenerator: true } times ? new(times.Min, times.Median) : null,
               CpuSeconds = run.BothEndsCpuSeconds(),
           },
    ];
}
