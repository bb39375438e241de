using System.Globalization;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>One path with so many pairs at the same time, medians over its complete runs; null where unknown.</summary>
/// <param name="Goodput">Application bits per second of all pairs together.</param>
/// <param name="Wire">Rate of all pairs' wires together; null where none is emulated.</param>
/// <param name="WirePayload">Application bits per second that they can carry.</param>
/// <param name="Fairness">Jain's index; null with one pair.</param>
/// <param name="WorstSkew">The largest start skew of any run, seconds; null with one pair.</param>
public sealed record ScaleOutFigure(
    string Path, WorkloadFigures Workload, int Pairs, int Runs, double? Goodput, double? Wire, double? WirePayload,
    double? Fairness, double? WorstSkew, BottleneckFigure? Bottleneck)
{
    public double? ShareOfWire => Wire > 0 ? Goodput / Wire : null;
    public double? ShareOfPayload => WirePayload > 0 ? Goodput / WirePayload : null;
}

/// <summary>One figure of the scale-out study: all paths in one direction, by the number of their pairs.</summary>
/// <param name="Name">Of the workload, without the number of pairs.</param>
public sealed record ScaleOutGroup(string Name, string Direction, string DirectionInWords, IReadOnlyList<ScaleOutFigure> Rows)
{
    public string Title => $"{Name}, {DirectionInWords}";
}

/// <summary>Gathers the workloads that differ only in the number of their pairs (<c>tcp-1</c>, <c>tcp-4</c>).</summary>
public static class ScaleOutFigures
{
    /// <summary>Empty for a session without pairs side by side.</summary>
    public static IReadOnlyList<ScaleOutGroup> Of(IReadOnlyList<WorkloadFigures> workloads) =>
    [
        .. from workload in workloads
           where workload.Runs.Any(each => each.PairRecords.Count > 0)
           group workload by (Name: WithoutPairs(workload), workload.Direction) into scaled
           select new ScaleOutGroup(scaled.Key.Name, scaled.Key.Direction, InWords(scaled.First()),
           [
               .. from path in scaled.SelectMany(each => each.Paths).Distinct()
                  from workload in scaled.OrderBy(each => each.Runs[0].Pairs)
                  where workload.Paths.Contains(path)
                  select Row(path, workload),
           ]),
    ];

    /// <summary>The workload's name less the number of pairs at its end.</summary>
    private static string WithoutPairs(WorkloadFigures workload)
    {
        var ending = string.Create(CultureInfo.InvariantCulture, $"-{workload.Runs[0].Pairs}");
        return workload.Workload.EndsWith(ending, StringComparison.Ordinal) ? workload.Workload[..^ending.Length] : workload.Workload;
    }

    /// <summary>As the study names its two figures.</summary>
    private static string InWords(WorkloadFigures workload) => workload.Direction switch
    {
        "rx" => "systems send",
        "tx" => "systems receive",
        _ => workload.DirectionInWords,
    };

    private static ScaleOutFigure Row(string path, WorkloadFigures workload)
    {
        var runs = workload.CompleteRuns(path).ToList();
        return new ScaleOutFigure(
            path, workload, workload.Runs[0].Pairs, runs.Count,
            SessionFigures.Median(runs.Select(each => each.GoodputBitsPerSecond)),
            SessionFigures.Median(runs.Select(each => each.WireBitsPerSecond)),
            SessionFigures.Median(runs.Select(each => each.WirePayloadBitsPerSecond)),
            SessionFigures.Median(runs.Select(each => each.Fairness)),
            runs.Max(each => each.StartSkewSeconds),
            workload.Bottleneck(path));
    }
}
