namespace Wiretax.Analysis.Comparison;

/// <summary>All runs of one workload in one direction over baseline and candidate.</summary>
internal sealed record Cell(
    string BaselineName, string CandidateName, string Workload, string Direction,
    IReadOnlyList<MeasuredRun> Baseline, IReadOnlyList<MeasuredRun> Candidate)
{
    /// <summary>Share of the wire's rate from which on a path counts as bound by it.</summary>
    private const double LinkBoundShare = 0.95;

    public IReadOnlyList<MeasuredRun> CompleteBaseline { get; } = [.. Baseline.Where(each => each.Complete)];
    public IReadOnlyList<MeasuredRun> CompleteCandidate { get; } = [.. Candidate.Where(each => each.Complete)];

    public int IncompleteRuns => Baseline.Count + Candidate.Count - CompleteBaseline.Count - CompleteCandidate.Count;

    /// <summary>Median share of the wire's payload rate that each side reached; null where a rate is unknown.</summary>
    public (double Baseline, double Candidate)? Utilization { get; } =
        WireUtilization.Median(Baseline) is { } baseline && WireUtilization.Median(Candidate) is { } candidate
            ? (baseline, candidate)
            : null;

    public bool IsLinkBound => Utilization is { Baseline: >= LinkBoundShare, Candidate: >= LinkBoundShare };

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
