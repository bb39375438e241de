namespace Wiretax.Analysis.Statistics;

/// <summary>
/// Holm's step-down correction with weights: whatever the dependence among the tests, the chance of one false finding
/// or more in the whole family stays below the level, and a test of twice the weight may claim at twice the level
/// (Holm, Scandinavian Journal of Statistics 6, 1979, section 4).
/// </summary>
public static class Holm
{
    /// <summary>Corrected p-values, in the order given; compare each with the family's level.</summary>
    /// <param name="weights">Positive, chosen before the data was seen; only their proportions matter.</param>
    public static double[] Adjust(IReadOnlyList<double> pValues, IReadOnlyList<double> weights)
    {
        var adjusted = new double[pValues.Count];
        var remaining = weights.Sum();
        var running = 0.0;
        foreach (var index in Enumerable.Range(0, pValues.Count).OrderBy(each => pValues[each] / weights[each]))
        {
            // Of the last one the weights left are its own; subtraction may have left a little less.
            running = Math.Max(running, Math.Min(1, pValues[index] * Math.Max(1, remaining / weights[index])));
            adjusted[index] = running;
            remaining -= weights[index];
        }
        return adjusted;
    }
}
