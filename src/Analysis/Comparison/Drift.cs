using System.Globalization;
using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Statistics;

namespace Wiretax.Analysis.Comparison;

/// <summary>
/// Whether a path's figures rise or fall over the session. Randomised blocks keep drift out of the ratios; it still
/// widens what is not paired, and says that the machine was not the same from first to last.
/// </summary>
public static class Drift
{
    public const string Code = "drift";

    /// <summary>Chance of a false alarm for one path, over all its workloads together.</summary>
    private const double Level = 0.01;

    /// <summary>One warning for each workload and direction whose headline metric has a trend over the order of the runs.</summary>
    public static IEnumerable<Warning> Warnings(string path, IReadOnlyList<MeasuredRun> runs)
    {
        var series = runs.Where(each => each.Path == path && each.Complete).GroupBy(each => (each.Workload, each.Direction)).ToList();
        foreach (var group in series)
        {
            List<MeasuredRun> own = [.. group];
            var metric = new Cell(path, path, group.Key.Workload, group.Key.Direction, own, own).Headline;
            var values = own.OrderBy(each => each.Account.FirstNanoseconds ?? 0).ThenBy(each => each.Block)
                .Select(metric.Value).OfType<double>().ToArray();
            var trend = MannKendall.Of(values);
            if (trend.PValue < Level / series.Count)
            {
                yield return new Warning(Code, string.Create(CultureInfo.InvariantCulture,
                    $"{metric.Name} of {group.Key.Workload} {group.Key.Direction} over {path} {(trend.Tau > 0 ? "rises" : "falls")} over the session (Kendall's tau {trend.Tau:0.00}, p = {trend.PValue:0.0000}): the machine changed meanwhile. Ratios paired by block stand; find what changed before you compare with another session."));
            }
        }
    }
}
