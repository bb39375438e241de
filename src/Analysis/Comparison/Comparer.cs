using Wiretax.Analysis.Statistics;

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
        var cells = Cell.All(baseline, runs).ToLookup(each => each.CandidateName);
        var names = runs.Select(each => each.Path).Where(each => each != baseline).Distinct().ToList();
        var candidates = names.ConvertAll(name => (Name: name, Evidence: Collect(cells[name])));
        var tests = Correct(candidates.SelectMany(each => each.Evidence));
        return new ComparisonResult
        {
            Baseline = baseline,
            Confidence = options.Confidence,
            EqualityMargin = options.EqualityMargin,
            Tests = tests,
            Candidates = [.. from candidate in candidates
                             select new CandidateResult(
                                 candidate.Name, [.. candidate.Evidence.Select(each => each.ToResult(tests, options))])],
        };
    }

    private static List<Evidence> Collect(IEnumerable<Cell> cells) =>
        [.. cells.SelectMany(cell => Metrics.All.Select(metric => Evidence.Of(metric, cell))).OfType<Evidence>()];

    /// <summary>Corrects the p-values as one family; what did not vary is arithmetic and no member of it.</summary>
    private static int Correct(IEnumerable<Evidence> evidence)
    {
        var tested = evidence.Where(each => each.Estimate is { IsExact: false }).ToList();
        var corrected = Holm.Adjust(tested.ConvertAll(each => each.Estimate!.PValue));
        foreach (var (each, pValue) in tested.Zip(corrected))
            each.CorrectedPValue = pValue;
        return tested.Count;
    }
}
