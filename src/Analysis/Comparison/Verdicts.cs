namespace Wiretax.Analysis.Comparison;

/// <summary>The words a comparison may end in.</summary>
public static class Verdicts
{
    public const string Slower = "slower";
    public const string Faster = "faster";
    public const string More = "more";
    public const string Less = "less";
    public const string Equal = "equal";
    public const string Inconclusive = "inconclusive";
    public const string LinkBound = "link-bound";
    public const string Incomplete = "incomplete";
    public const string NotEnoughRuns = "not-enough-runs";

    /// <summary>True for the four that claim a difference.</summary>
    public static bool IsDifference(string verdict) => verdict is Slower or Faster or More or Less;
}
