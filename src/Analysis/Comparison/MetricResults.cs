using Wiretax.Analysis.Statistics;

namespace Wiretax.Analysis.Comparison;

/// <summary>Evidence to result: figures, then the verdict that they carry, then its sentence.</summary>
internal static class MetricResults
{
    public static MetricResult Of(Evidence evidence, TestFamily family, ComparisonOptions options)
    {
        var result = WithEstimate(WithMedians(evidence, options), evidence, family, options);
        result = result with { Verdict = Judgement.Of(evidence, result, options) };
        return result with { Sentence = Sentences.Of(evidence, result, family.Count, options) };
    }

    private static MetricResult WithMedians(Evidence evidence, ComparisonOptions options)
    {
        var (metric, cell, samples) = (evidence.Metric, evidence.Cell, evidence.Samples);
        var baseline = MedianInterval.Median(samples.Baseline);
        var candidate = MedianInterval.Median(samples.Candidate);
        var baselineInterval = MedianInterval.Of(samples.Baseline, options.Confidence);
        var candidateInterval = MedianInterval.Of(samples.Candidate, options.Confidence);
        return new MetricResult
        {
            Workload = cell.Workload,
            Direction = cell.Direction,
            Metric = metric.Name,
            Unit = metric.Unit,
            Baseline = baseline,
            BaselineLow = baselineInterval?.Low,
            BaselineHigh = baselineInterval?.High,
            Candidate = candidate,
            CandidateLow = candidateInterval?.Low,
            CandidateHigh = candidateInterval?.High,
            Ratio = baseline is > 0 && candidate is > 0 ? candidate / baseline : null,
            Difference = candidate - baseline,
            Confidence = options.Confidence,
            Runs = samples.Runs,
            IncompleteRuns = cell.IncompleteRuns,
            BaselineIsZero = Array.TrueForAll(samples.Baseline, each => each == 0),
            CandidateIsZero = Array.TrueForAll(samples.Candidate, each => each == 0),
            Verdict = Verdicts.Inconclusive,
        };
    }

    private static MetricResult WithEstimate(MetricResult medians, Evidence evidence, TestFamily family, ComparisonOptions options)
    {
        if (evidence.Estimate is not { } estimate)
            return medians;
        var samples = evidence.Samples;
        var difference = estimate.Difference.Interval(options.Confidence);
        var robust = RobustComparison.Of(samples.Baseline, samples.Candidate, samples.IsPaired ? samples.Pairs : null);
        var result = medians with
        {
            Difference = estimate.Difference.Centre,
            DifferenceLow = difference.Low,
            DifferenceHigh = difference.High,
            RobustRatio = robust.Ratio,
            EffectSize = robust.EffectSize,
            Paired = samples.IsPaired,
            CorrectedPValue = evidence.CorrectedPValue,
            SmallestDetectable = evidence.Spread is { } spread
                ? Finite(SampleSize.SmallestDetectable(spread, samples.Runs, (1 - options.Confidence) * family.Share(evidence), options.Power))
                : null,
        };

        // An interval that reaches beyond all numbers bounds nothing.
        if (estimate.RatioInterval(options.Confidence) is { } unbounded && !double.IsFinite(unbounded.High))
            return result with { Ratio = Finite(estimate.Ratio!.Value) };

        if (estimate.RatioInterval(options.Confidence) is not { } interval)
            return result with { Ratio = null };
        if (estimate.LogRatio is not { IsExact: true })
            return result with { Ratio = estimate.Ratio, Low = interval.Low, High = interval.High };
        // Without the logarithm's rounding.
        var exact = samples.FirstRatio;
        return result with { Ratio = exact, Low = exact, High = exact, RobustRatio = exact };
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
