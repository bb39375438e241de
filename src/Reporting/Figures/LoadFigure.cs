using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>Shares of processor time, 0 to 1. Soft holds softirqs and interrupts.</summary>
public sealed record ProcessorFigure(double? User, double? System, double? Soft, double? Steal, double? Busy);

/// <summary>One processor of this machine.</summary>
public sealed record CoreFigure(int Processor, double? Busy, double? Soft);

/// <summary>What processors did during the runs of one path and workload: medians over its complete runs.</summary>
/// <param name="Runs">Complete runs whose load is known.</param>
/// <param name="Machine">All processors of the machine that the session ran on, together.</param>
/// <param name="Guests">The processors of all systems under test that have an agent, by their own counters; null without any.</param>
/// <param name="GuestCount">How many of them.</param>
/// <param name="BusiestGuest">Busy share of the busiest of them.</param>
public sealed record LoadFigure(
    string Path, int Runs, ProcessorFigure Machine, IReadOnlyList<CoreFigure> Cores,
    ProcessorFigure? Guests, int GuestCount, double? BusiestGuest)
{
    internal static LoadFigure Of(string path, IReadOnlyList<RunRecord> complete)
    {
        var loads = complete.Select(each => each.Load).OfType<RunLoad>().ToList();
        var guests = loads.Select(UnderTest).Where(each => each.Agents.Count > 0).ToList();
        return new LoadFigure(
            path, loads.Count, Shares([.. loads.Select(each => each.Processors)]),
            [
                .. from number in loads.SelectMany(each => each.Processors).Select(each => each.Processor).Distinct().Order()
                   let one = loads.Select(each => each.Processors.Where(processor => processor.Processor == number).ToList()).ToList()
                   select new CoreFigure(number, Median(one, each => each.BusyShare()), Median(one, SoftShare)),
            ],
            guests.Count == 0 ? null : new ProcessorFigure(
                Mean(guests, each => each.User), Mean(guests, each => each.System), Mean(guests, each => each.SoftInterrupt + each.Interrupt),
                Mean(guests, each => each.Steal), Median(guests, run => run.Agents.Average(each => each.BusyShare(run.Load)))),
            guests.Count == 0 ? 0 : guests.Max(each => each.Agents.Count),
            Median(guests, run => run.Agents.Max(each => each.BusyShare(run.Load))));
    }

    private static (RunLoad Load, List<AgentLoad> Agents) UnderTest(RunLoad load) =>
        (load, [.. load.Agents.Where(each => each.Side == BottleneckSides.SystemUnderTest && each.Processors.Count > 0)]);

    /// <summary>Over the systems of a run, which are of one make; the median over the runs.</summary>
    private static double? Mean(List<(RunLoad Load, List<AgentLoad> Agents)> runs, Func<ProcessorLoad, double> state) =>
        Median(runs, run => run.Agents.Average(each => each.ShareOf(run.Load, state)));

    private static ProcessorFigure Shares(IReadOnlyList<IReadOnlyList<ProcessorLoad>> runs) => new(
        Median(runs, each => each.ShareOf(one => one.User)), Median(runs, each => each.ShareOf(one => one.System)),
        Median(runs, SoftShare), Median(runs, each => each.ShareOf(one => one.Steal)), Median(runs, each => each.BusyShare()));

    private static double? SoftShare(IReadOnlyList<ProcessorLoad> processors) => processors.ShareOf(each => each.SoftInterrupt + each.Interrupt);

    private static double? Median<T>(IEnumerable<T> runs, Func<T, double?> figure) => SessionFigures.Median(runs.Select(figure));
}
