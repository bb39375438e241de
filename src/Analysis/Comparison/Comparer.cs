namespace Wiretax.Analysis.Comparison;

/// <summary>Baseline and candidates to metrics with verdicts.</summary>
public static class Comparer
{
    public static ComparisonResult Compare(string baseline, IReadOnlyList<MeasuredRun> runs, ComparisonOptions options) =>
        throw new NotImplementedException();
}

/// <summary>What a comparison is told beside the runs.</summary>
public readonly record struct ComparisonOptions()
{
    /// <summary>Confidence of the intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Ratios within 1 ± this margin count as equal, when the whole interval lies there.</summary>
    public double EqualityMargin { get; init; } = 0.001;
}

/// <summary>Randomised blocks: each holds every item once, in an order of its own, drawn from a recorded seed.</summary>
public static class BlockSchedule
{
    public static IReadOnlyList<IReadOnlyList<T>> Create<T>(IReadOnlyList<T> items, int blocks, ulong seed) =>
        throw new NotImplementedException();
}
