using System.Globalization;
using Wiretax.Analysis.Accounting;
using Wiretax.Paths;

namespace Wiretax.Sessions.Running;

/// <summary>Doubts about a session as a whole, each with what to do about it.</summary>
internal static class SessionWarnings
{
    private const double NotableSteal = 0.01;
    private const double NotableRestingLoad = 0.20;
    private const double NotableClockChange = 0.05;

    /// <summary>Pairs that start within this are called started at one moment.</summary>
    private const double NotableSkewSeconds = 0.010;

    public static IEnumerable<Warning> Of(MachineDisturbance disturbance, DesignRecord design, IReadOnlyList<RunRecord> runs)
    {
        var skewed = runs.Where(each => each.StartSkewSeconds > NotableSkewSeconds).ToList();
        if (skewed.Count > 0)
            yield return new("start-skew", Text(
                $"In {skewed.Count} of {runs.Count(each => each.StartSkewSeconds is not null)} runs with several pairs their first data frames lay more than {NotableSkewSeconds * 1000:0} ms apart, up to {skewed.Max(each => each.StartSkewSeconds) * 1000:0} ms. Rates count only the time in which all pairs were active; give the machine more processors, or end what else runs on it."));

        if (design is { PrecisionReached: false, Precision: { } precision })
            yield return new("precision-not-reached", Text(
                $"After {design.Blocks} repetitions an interval is still wider than ±{precision:0.#%}; ")
                + (design.BlocksNeeded is { } needed
                    ? Text($"about {needed} would do. Raise 'maximum' or 'time-budget', or ask for less precision.")
                    : "how many it would take cannot be told. Raise 'maximum' or 'time-budget', or quieten the machine."));

        if (disturbance.StealShare is > NotableSteal and var steal)
            yield return new("steal-time", Text(
                $"A hypervisor below took {steal:0.0%} of this machine's CPU time away; run on dedicated hardware, or repeat more often."));
        if (disturbance.HighestRestingLoad is > NotableRestingLoad and var load)
            yield return new("competing-load", Text(
                $"Other programs used up to {load:0%} of the CPU while the session rested; end them and run again."));
        if (disturbance is { LowestMegahertz: { } low, HighestMegahertz: { } high } && (high - low) / high > NotableClockChange)
            yield return new("clock-frequency", Text(
                $"The processors' clock moved between {low:0} and {high:0} MHz; fix it (cpupower frequency-set -g performance) for steadier times."));
    }

    /// <summary>Of paths that are not what their kind promises.</summary>
    public static IEnumerable<Warning> OfPaths(IEnumerable<PathRecord> paths) =>
        from path in paths
        where path.Configuration.ContainsKey(IPath.WhyLoopback)
        select new Warning("over-loopback",
            $"The path '{path.Name}' goes over the machine's loopback, which cuts nothing into frames of an Ethernet's size: it is no baseline for paths over a wire. {path.Configuration[IPath.WhyLoopback]}");

    /// <summary>Of a session that made all its runs: workloads that nothing can be compared for.</summary>
    public static IEnumerable<Warning> OfBaseline(SessionRecord record)
    {
        var alone = record.Finished != false ? record.WithoutBaseline.ToList() : [];
        if (alone.Count > 0)
            yield return new("no-baseline-run",
                $"The baseline '{record.Baseline}' does not carry {string.Join(", ", alone)}, so that nothing is compared there; name another path as 'baseline', or another workload or direction.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
