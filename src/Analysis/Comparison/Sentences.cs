using System.Globalization;

namespace Wiretax.Analysis.Comparison;

/// <summary>A verdict in one sentence that needs no statistics to be read.</summary>
internal static class Sentences
{
    /// <summary>What may be more than this is told as a factor, which is easier to picture there than a percentage.</summary>
    private const double Factor = 2;

    public static string Of(Evidence evidence, MetricResult result, int tests, ComparisonOptions options)
    {
        var phrase = Phrase.Of(result);
        var (candidate, baseline) = (evidence.Cell.CandidateName, evidence.Cell.BaselineName);
        return result.Verdict switch
        {
            Verdicts.Incomplete => Incomplete(evidence.Cell, phrase),
            Verdicts.NotEnoughRuns => NotEnoughRuns(result, phrase, candidate, baseline),
            Verdicts.LinkBound => LinkBound(evidence.Cell),
            Verdicts.Equal => Equal(result, phrase, candidate, baseline, options.EqualityMargin),
            Verdicts.Inconclusive => Inconclusive(result, phrase, candidate, baseline, tests),
            _ => Difference(result, phrase, candidate, baseline),
        };
    }

    private static string Difference(MetricResult result, Phrase phrase, string candidate, string baseline)
    {
        if (result.Ratio is { } ratio && result.High > Factor && !SaysMoreInItsUnit(result, phrase))
        {
            var factors = result.Low == result.High ? "" : Factors(result) + " times, ";
            return $"{candidate} {phrase.Verb} {Quantities.Digits(ratio)} times {phrase.AsMuch} as {baseline}{phrase.Tail} ({factors}{Runs(result)}).";
        }
        var (amount, range) = Change(result, phrase);
        var more = (result.Ratio ?? (result.Difference > 0 ? 2 : 0.5)) > 1;
        return $"{candidate} {phrase.Verb} {amount} {(more ? phrase.More : phrase.Less)} than {baseline}{phrase.Tail} ({range}{Runs(result)}).";
    }

    private static string Equal(MetricResult result, Phrase phrase, string candidate, string baseline, double margin)
    {
        var how = result.Low == result.High && result.Ratio is null or 1
            ? $"exactly, in all {Runs(result)}"
            : $"within {Quantities.Percent(margin)}: {Bounds(result)}, {Runs(result)}";
        return $"{candidate} equals {baseline} in {phrase.Noun} ({how}).";
    }

    private static string Inconclusive(MetricResult result, Phrase phrase, string candidate, string baseline, int tests)
    {
        if (result is { Low: null })
            return $"Whether {candidate} and {baseline} differ in {phrase.Noun} stays open ({Runs(result)}).";
        var detectable = result.SmallestDetectable is { } smallest and < 10 ? $"; {Quantities.Percent(smallest)} would have been found" : "";
        return result is { Low: <= 1, High: >= 1 }
            ? $"Whether {candidate} and {baseline} differ in {phrase.Noun} stays open: {Bounds(result)} ({Runs(result)}{detectable})."
            : string.Create(CultureInfo.InvariantCulture,
                $"{candidate} seems to differ from {baseline} in {phrase.Noun} ({Bounds(result)}, {Runs(result)}), but among {tests} comparisons chance alone could show as much.");
    }

    private static string NotEnoughRuns(MetricResult result, Phrase phrase, string candidate, string baseline)
    {
        var seen = result.Ratio is { } ratio
            ? $"{Quantities.Percent(ratio - 1)} {(ratio >= 1 ? "more" : "less")}"
            : "a difference";
        return IsSame(result)
            ? $"{candidate} shows the same {phrase.Noun} as {baseline}, in one run, which is no ground for a verdict."
            : $"{candidate} shows {seen} {phrase.Noun} than {baseline}, but one run on a side is no ground for a verdict.";

        static bool IsSame(MetricResult figures) => figures.Ratio == 1 || figures.Difference == 0;
    }

    private static string Incomplete(Cell cell, Phrase phrase) => string.Create(CultureInfo.InvariantCulture,
        $"No verdict on {phrase.Noun}: {cell.CompleteBaseline.Count} of {cell.Baseline.Count} runs over {cell.BaselineName} and {cell.CompleteCandidate.Count} of {cell.Candidate.Count} over {cell.CandidateName} were complete.");

    private static string LinkBound(Cell cell)
    {
        var (baseline, candidate) = cell.Utilization!.Value;
        return string.Create(CultureInfo.InvariantCulture,
            $"With {cell.Workload} {cell.Direction} both paths run at the wire's rate ({cell.BaselineName} {baseline * 100:0} %, {cell.CandidateName} {candidate * 100:0} % of it), so throughput says nothing about the virtualization: look at RTT, CPU per gigabyte and small transfers.");
    }

    /// <summary>The change and its interval, in the metric's own unit where that says more and agrees, else in percent.</summary>
    private static (string Amount, string Range) Change(MetricResult result, Phrase phrase)
    {
        if (result.Ratio is null || SaysMoreInItsUnit(result, phrase))
        {
            var ends = new[] { Math.Abs(result.DifferenceLow ?? 0), Math.Abs(result.DifferenceHigh ?? 0) };
            var range = ends[0] == ends[1] ? "" : Quantities.Range(ends.Min(), ends.Max(), result.Unit) + ", ";
            return (Quantities.Text(Math.Abs(result.Difference ?? 0), result.Unit), range);
        }
        return (Quantities.Percent(result.Ratio.Value - 1), result.Low == result.High ? "" : Bounds(result) + ", ");
    }

    private static bool SaysMoreInItsUnit(MetricResult result, Phrase phrase) =>
        phrase.Absolute && result is { Difference: { } d, DifferenceLow: { } l, DifferenceHigh: { } h }
        && Math.Sign(l) == Math.Sign(d) && Math.Sign(h) == Math.Sign(d) && (result.Ratio is null || d > 0 == result.Ratio > 1);

    private static string Factors(MetricResult result) =>
        $"{Quantities.Digits(result.Low!.Value)} to {Quantities.Digits(result.High!.Value)}";

    private static string Bounds(MetricResult result)
    {
        if (result.High > Factor)
            return $"{Factors(result)} times as much";
        var (low, high) = (result.Low!.Value - 1, result.High!.Value - 1);
        if (low >= 0 || high <= 0)
        {
            var ends = new[] { Math.Abs(low) * 100, Math.Abs(high) * 100 };
            return $"{Quantities.Digits(ends.Min())} to {Quantities.Digits(ends.Max())} % {(low >= 0 ? "more" : "less")}";
        }
        return $"{Quantities.Percent(low)} less to {Quantities.Percent(high)} more";
    }

    private static string Runs(MetricResult result) => result.Runs.ToString(CultureInfo.InvariantCulture) + " runs";
}
