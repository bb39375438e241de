namespace Wiretax.Analysis.Comparison;

/// <summary>Figures to verdict. The order of the questions is the order of their weight.</summary>
internal static class Judgement
{
    public static string Of(Evidence evidence, MetricResult figures, ComparisonOptions options)
    {
        if (!evidence.HasCompleteRuns)
            return Verdicts.Incomplete;
        if (evidence.Estimate is not { } estimate)
            return Verdicts.NotEnoughRuns;
        if (evidence.Metric.IsThroughput && evidence.Cell.IsLinkBound)
            return Verdicts.LinkBound;
        if (IsEqual(figures, options.EqualityMargin))
            return Verdicts.Equal;

        // What never varied differs by arithmetic; the rest must pass the corrected test.
        var differs = estimate.IsExact || evidence.CorrectedPValue <= 1 - options.Confidence;
        var change = estimate.LogRatio?.Centre ?? estimate.Difference.Centre;
        return !differs || change == 0 ? Verdicts.Inconclusive : Word(evidence.Metric.Sense, change > 0);
    }

    /// <summary>
    /// Two one-sided tests (Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987): equality within
    /// the margin is shown when the whole interval lies in it. The margin is symmetric on the ratio's own scale.
    /// </summary>
    private static bool IsEqual(MetricResult figures, double margin) => figures is { Low: { } low, High: { } high }
        ? low >= 1 / (1 + margin) && high <= 1 + margin
        : figures is { DifferenceLow: 0, DifferenceHigh: 0 };

    private static string Word(MetricSense sense, bool larger) => sense switch
    {
        MetricSense.Time => larger ? Verdicts.Slower : Verdicts.Faster,
        MetricSense.Rate => larger ? Verdicts.Faster : Verdicts.Slower,
        _ => larger ? Verdicts.More : Verdicts.Less,
    };
}
