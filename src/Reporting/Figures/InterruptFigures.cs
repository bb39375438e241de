using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>Where the interrupts of one machine went in one run.</summary>
/// <param name="Machine">Whose: this machine, or a guest with its number.</param>
/// <param name="Interfaces">What its interfaces carried; empty for this machine.</param>
public sealed record InterruptFigure(RunRecord Run, string Machine, IReadOnlyList<InterruptLoad> Interrupts, IReadOnlyList<InterfaceLoad> Interfaces)
{
    public int Processors => Interrupts.Max(each => each.ByProcessor.Count);
}

/// <summary>
/// Interrupt placement of each path, where it had most to do: of the workload with the most pairs, in each direction,
/// the run whose throughput is the median.
/// </summary>
public static class InterruptFigures
{
    public const string ThisMachine = "the machine that the session ran on";

    public static IReadOnlyList<InterruptFigure> Of(IReadOnlyList<WorkloadFigures> workloads)
    {
        var transfers = workloads.Where(each => each.Load.Count > 0).ToList();
        var most = transfers.Count == 0 ? 0 : transfers.Max(each => each.Runs[0].Pairs);
        return
        [
            .. from path in transfers.SelectMany(each => each.Paths).Distinct()
               from workload in transfers
               where workload.Runs[0].Pairs == most
               let run = workload.CompleteRuns(path).Where(each => each.Load is not null).MiddleBy(each => each.GoodputBitsPerSecond)
               where run is not null
               from figure in Of(run)
               select figure,
        ];
    }

    /// <summary>This machine's, and those of the first pair's ends that have an agent.</summary>
    private static IEnumerable<InterruptFigure> Of(RunRecord run)
    {
        if (run.Load!.Interrupts.Count > 0)
            yield return new InterruptFigure(run, ThisMachine, run.Load.Interrupts, []);
        foreach (var agent in run.Load.Agents.Where(each => each is { Pair: 1, Interrupts.Count: > 0 }))
        {
            var machine = agent.Side == BottleneckSides.Peer ? "the peer" : "the system under test";
            yield return new InterruptFigure(run, machine + (run.Pairs > 1 ? " of pair 1" : ""), agent.Interrupts, agent.Interfaces);
        }
    }
}
