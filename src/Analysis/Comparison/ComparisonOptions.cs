namespace Wiretax.Analysis.Comparison;

/// <summary>What a comparison is told beside the runs.</summary>
public readonly record struct ComparisonOptions()
{
    /// <summary>Confidence of the intervals, and of the whole session against a false finding: 0.95 for 95 %.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Ratios within 1 ± this margin count as equal, when the whole interval lies there.</summary>
    public double EqualityMargin { get; init; } = 0.001;

    /// <summary>
    /// The candidate that is the baseline under a second name (A/A control); null without one. What it shows is the
    /// noise floor, not a difference.
    /// </summary>
    public string? Control { get; init; }

    /// <summary>Chance that a difference of the smallest detectable size is found.</summary>
    public double Power { get; init; } = 0.95;
}
