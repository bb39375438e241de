namespace Wiretax.Analysis.Statistics;

/// <summary>
/// Holm's step-down correction: whatever the dependence among the tests, the chance of one false finding or more in
/// the whole family stays below the level (Holm, Scandinavian Journal of Statistics 6, 1979).
/// </summary>
public static class Holm
{
    /// <summary>Corrected p-values, in the order given; compare each with the family's level.</summary>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var running = 0.0;
        foreach (var (rank, index) in Enumerable.Range(0, pValues.Count).OrderBy(each => pValues[each]).Index())
        {
            running = Math.Max(running, Math.Min(1, (pValues.Count - rank) * pValues[index]));
            adjusted[index] = running;
        }
        return adjusted;
    }
}
