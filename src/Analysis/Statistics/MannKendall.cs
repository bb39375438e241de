namespace Wiretax.Analysis.Statistics;

/// <summary>
/// Mann and Kendall's test for a trend in a series: rank correlation with time. Exact for short series, so that it
/// alarms no more often than it says (Mann, Econometrica 13, 1945; Kendall, Rank Correlation Methods, 1948).
/// </summary>
/// <param name="Tau">Kendall's tau-a: -1 falls all along, 1 rises all along.</param>
/// <param name="PValue">Two-sided probability of a trend this strong in a series without one; ties make it larger.</param>
public readonly record struct MannKendall(double Tau, double PValue)
{
    private const int ExactUpTo = 60;

    public static MannKendall Of(double[] series)
    {
        var count = series.Length;
        var score = 0;
        for (var later = 1; later < count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
                score += Math.Sign(series[later].CompareTo(series[earlier]));
        }
        var pairs = count * (count - 1) / 2;
        return pairs == 0 ? new(0, 1) : new((double)score / pairs, count <= ExactUpTo ? Exact(count, score, pairs) : Approximate(count, score));
    }

    /// <summary>Counts orders by their inversions: adding the n-th value adds 0 to n - 1 of them, equally likely.</summary>
    private static double Exact(int count, int score, int pairs)
    {
        var probability = new double[pairs + 1];
        probability[0] = 1;
        for (var values = 2; values <= count; values++)
        {
            var next = new double[pairs + 1];
            for (var inversions = 0; inversions <= pairs; inversions++)
            {
                for (var added = 0; added < values && added <= inversions; added++)
                    next[inversions] += probability[inversions - added] / values;
            }
            probability = next;
        }

        // A score of s has (pairs - s) / 2 inversions; a score that ties put between two of them counts as the weaker.
        var mostInversions = (pairs - Math.Abs(score) + 1) / 2;
        return Math.Min(1, 2 * probability.Take(mostInversions + 1).Sum());
    }

    private static double Approximate(int count, int score)
    {
        var deviation = Math.Sqrt(count * (count - 1.0) * ((2 * count) + 5) / 18);
        return Math.Min(1, 2 * MathNet.Numerics.Distributions.Normal.CDF(0, deviation, -Math.Max(0, Math.Abs(score) - 1)));
    }
}
