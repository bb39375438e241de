using Pragmastat;

namespace Wiretax.Analysis.Statistics;

/// <summary>
/// A second opinion that a few disturbed runs cannot sway (up to 29 % of them): Hodges and Lehmann's estimators, by
/// Pragmastat, which Perfolizer is built on.
/// </summary>
/// <param name="Ratio">
/// Candidate over baseline: of pairs the exponential of the pseudo-median of their log-ratios, else the median of all
/// pairwise log-ratios. Null where a value is not positive.
/// </param>
/// <param name="EffectSize">
/// Disparity: the shift in units of the average spread of the two sides (median of the pairwise differences within
/// each), so that 1 is about as much as two runs of one side differ. Null where neither side varies.
/// </param>
public sealed record RobustComparison(double? Ratio, double? EffectSize)
{
    public static RobustComparison Of(double[] baseline, double[] candidate, IReadOnlyList<(double Baseline, double Candidate)>? pairs)
    {
        var disparity = Toolkit.Disparity(new Sample(candidate), new Sample(baseline)).NominalValue;
        return new(RatioOf(baseline, candidate, pairs), double.IsFinite(disparity) ? disparity : null);
    }

    private static double? RatioOf(double[] baseline, double[] candidate, IReadOnlyList<(double Baseline, double Candidate)>? pairs)
    {
        if (!Array.TrueForAll(baseline, each => each > 0) || !Array.TrueForAll(candidate, each => each > 0))
            return null;
        var centre = pairs is null
            ? Toolkit.Shift(Logarithms(candidate), Logarithms(baseline))
            : Toolkit.Center(new Sample([.. pairs.Select(each => Math.Log(each.Candidate) - Math.Log(each.Baseline))]));
        return Math.Exp(centre.NominalValue);
    }

    private static Sample Logarithms(double[] samples) => new(Array.ConvertAll(samples, Math.Log));
}
