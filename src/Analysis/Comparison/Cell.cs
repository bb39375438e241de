namespace Wiretax.Analysis.Comparison;

/// <summary>All runs of one workload in one direction over baseline and candidate.</summary>
internal sealed class Cell
{
    /// <summary>Share of the wire's rate from which on a path counts as bound by it.</summary>
    private const double LinkBoundShare = 0.95;

    public Cell(
        string baselineName, string candidateName, string workload, string direction,
        IReadOnlyList<MeasuredRun> baseline, IReadOnlyList<MeasuredRun> candidate)
    {
        (BaselineName, CandidateName, Workload, Direction) = (baselineName, candidateName, workload, direction);
        (Baseline, Candidate) = (baseline, candidate);
        CompleteBaseline = [.. baseline.Where(each => each.Complete)];
        CompleteCandidate = [.. candidate.Where(each => each.Complete)];
        CarriesSamePayload = Headlines.CarriesSamePayload(CompleteBaseline, CompleteCandidate);
        Headline = Headlines.Of(this);
        Utilization = WireUtilization.Median(CompleteBaseline) is { } own && WireUtilization.Median(CompleteCandidate) is { } other
            ? (own, other)
            : null;
    }

    public string BaselineName { get; }
    public string CandidateName { get; }
    public string Workload { get; }
    public string Direction { get; }
    public IReadOnlyList<MeasuredRun> Baseline { get; }
    public IReadOnlyList<MeasuredRun> Candidate { get; }
    public IReadOnlyList<MeasuredRun> CompleteBaseline { get; }
    public IReadOnlyList<MeasuredRun> CompleteCandidate { get; }

    /// <summary>True where both sides moved the same payload, so that bytes and durations compare as totals.</summary>
    public bool CarriesSamePayload { get; }

    /// <summary>The one metric that the workload is about.</summary>
    public Metric Headline { get; }

    public int IncompleteRuns => Baseline.Count + Candidate.Count - CompleteBaseline.Count - CompleteCandidate.Count;

    /// <summary>Median share of the wire's payload rate that each side reached; null where a rate is unknown.</summary>
    public (double Baseline, double Candidate)? Utilization { get; }

    /// <summary>Both sides fill a wire of the same rate. Between wires of different rates throughput tells which is which.</summary>
    public bool IsLinkBound =>
        Utilization is { Baseline: >= LinkBoundShare, Candidate: >= LinkBoundShare }
        && Baseline.Concat(Candidate).Select(each => each.WireBitsPerSecond).Distinct().Count() == 1;

    /// <summary>Every candidate, workload and direction that the baseline has runs of too.</summary>
    public static IEnumerable<Cell> All(string baseline, IReadOnlyList<MeasuredRun> runs)
    {
        var own = runs.Where(each => each.Path == baseline).ToLookup(each => (each.Workload, each.Direction));
        return from run in runs
               where run.Path != baseline
               group run by (run.Path, run.Workload, run.Direction) into cell
               let matching = own[(cell.Key.Workload, cell.Key.Direction)].ToList()
               where matching.Count > 0
               select new Cell(baseline, cell.Key.Path, cell.Key.Workload, cell.Key.Direction, matching, [.. cell]);
    }
}
