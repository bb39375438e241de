namespace Wiretax.Analysis.Comparison;

/// <summary>
/// One metric's values on both sides. Where blocks match, each baseline value stands beside the candidate's of the
/// same block; else the sides are independent samples.
/// </summary>
internal sealed record Samples(double[] Baseline, double[] Candidate, (double Baseline, double Candidate)[] Pairs)
{
    /// <summary>Pairs carry the estimate when they use at least half of what the smaller side has.</summary>
    public bool IsPaired => Pairs.Length >= 2 && Pairs.Length * 2 >= Math.Min(Baseline.Length, Candidate.Length);

    /// <summary>Runs that the estimate rests on: pairs, or the smaller side.</summary>
    public int Runs => IsPaired ? Pairs.Length : Math.Min(Baseline.Length, Candidate.Length);

    /// <summary>The first pair's ratio (of independent samples the first values'): all there is to say where it never varies.</summary>
    public double FirstRatio => IsPaired ? Pairs[0].Candidate / Pairs[0].Baseline : Candidate[0] / Baseline[0];

    public static Samples Of(Metric metric, IReadOnlyList<MeasuredRun> baseline, IReadOnlyList<MeasuredRun> candidate)
    {
        var left = Values(metric, baseline);
        var right = Values(metric, candidate);
        var byBlock = right.Where(each => each.Block > 0).ToLookup(each => each.Block, each => each.Value);
        var pairs =
            from own in left.Where(each => each.Block > 0).GroupBy(each => each.Block, each => each.Value)
            where byBlock.Contains(own.Key)
            orderby own.Key
            select (own.Average(), byBlock[own.Key].Average());
        return new([.. left.Select(each => each.Value).Order()], [.. right.Select(each => each.Value).Order()], [.. pairs]);
    }

    private static List<(int Block, double Value)> Values(Metric metric, IReadOnlyList<MeasuredRun> runs) =>
    [
        .. from run in runs
           let value = metric.Value(run)
           where value is { } known && double.IsFinite(known)
           select (run.Block, value!.Value),
    ];
}
