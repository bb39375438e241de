namespace Wiretax.Analysis.Comparison;

/// <summary>Baseline and candidates to metrics with verdicts.</summary>
public static class Comparer
{
    /// <summary>
    /// Compares every other path among <paramref name="runs"/> with <paramref name="baseline"/>, by workload and
    /// direction. Incomplete runs are counted and left out. The order of the runs does not matter.
    /// </summary>
    public static ComparisonResult Compare(string baseline, IReadOnlyList<MeasuredRun> runs, ComparisonOptions options)
    {
        var evidence = Cell.All(baseline, runs).SelectMany(Evidence.Of).ToLookup(each => each.Cell.CandidateName);
        var names = runs.Select(each => each.Path).Where(each => each != baseline).Distinct().ToList();
        var family = new TestFamily(names.SelectMany(name => evidence[name]));
        return new ComparisonResult
        {
            Baseline = baseline,
            Confidence = options.Confidence,
            EqualityMargin = options.EqualityMargin,
            Tests = family.Count,
            Control = options.Control,
            Candidates = [.. names.Select(name => Candidate(name, baseline, [.. evidence[name]], runs, family, options))],
            Warnings = [.. Drift.Warnings(baseline, runs)],
        };
    }

    private static CandidateResult Candidate(
        string name, string baseline, IReadOnlyList<Evidence> evidence, IReadOnlyList<MeasuredRun> runs, TestFamily family,
        ComparisonOptions options)
    {
        var metrics = evidence.Select(each => MetricResults.Of(each, family, options)).ToList();
        var cells = evidence.Select(each => each.Cell).Distinct().ToList();
        return new CandidateResult(name, metrics)
        {
            Summary = [.. cells.Select(cell => CandidateSummary.Of(cell, metrics, options))],
            Attribution = [.. cells.Select(ByteAttribution.Of).OfType<ByteAttribution>()],
            Warnings =
            [
                .. Doubts.WithoutBaseline(name, baseline, runs), .. Doubts.About(name, cells, metrics, options), .. Drift.Warnings(name, runs),
            ],
        };
    }
}
