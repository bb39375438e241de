using MathNet.Numerics.Distributions;

namespace Wiretax.Analysis.Statistics;

/// <summary>
/// How many runs a wish takes. Spreads are standard deviations of the log-ratio of one pair of runs (of a block);
/// n runs then give a standard error of spread / sqrt(n).
/// </summary>
public static class SampleSize
{
    /// <summary>No plan goes beyond this; a wish that needs more cannot be met by repeating.</summary>
    public const int Most = 100_000;

    /// <summary>Makes a plan from a pilot of five find what it was made for in more than 95 % of sessions.</summary>
    public const double PilotAssurance = 0.9;

    /// <summary>
    /// Runs until the ratio's interval is no wider than ratio ± <paramref name="precision"/> of it; null beyond
    /// <see cref="Most"/>.
    /// </summary>
    public static int? ForPrecision(double spread, double precision, double confidence) =>
        Smallest(runs => StudentQuantiles.TwoSided(confidence, runs - 1) * spread <= Math.Asinh(precision) * Math.Sqrt(runs));

    /// <summary>
    /// Runs until a ratio of 1 + <paramref name="difference"/> is found with probability <paramref name="power"/> by
    /// a two-sided test at <paramref name="level"/>: n = ((t(1 - level/2) + t(power)) spread / ln(1 + difference))²,
    /// solved with n - 1 degrees of freedom (Chow, Shao and Wang, Sample Size Calculations in Clinical Research, 3.1).
    /// </summary>
    public static int? ForDifference(double spread, double difference, double level, double power) =>
        Smallest(runs => Reach(runs, level, power) * spread <= Math.Abs(Math.Log(1 + difference)) * Math.Sqrt(runs));

    /// <summary>The smallest difference (0.05 for 5 %) that these runs find with probability <paramref name="power"/>.</summary>
    public static double SmallestDetectable(double spread, int runs, double level, double power) =>
        Math.Exp(Reach(runs, level, power) * spread / Math.Sqrt(runs)) - 1;

    /// <summary>
    /// The spread that the true one exceeds only with probability 1 - <paramref name="assurance"/>, from a pilot of
    /// <paramref name="runs"/> (chi-squared limit): a plan made from a pilot's own spread falls short every other time
    /// (Browne, Statistics in Medicine 14, 1995).
    /// </summary>
    public static double UpperLimit(double spread, int runs, double assurance = PilotAssurance) =>
        spread * Math.Sqrt((runs - 1) / ChiSquared.InvCDF(runs - 1, 1 - assurance));

    private static double Reach(int runs, double level, double power) =>
        StudentQuantiles.TwoSided(1 - level, runs - 1) + StudentQuantiles.At(power, runs - 1);

    private static int? Smallest(Func<int, bool> suffices)
    {
        var enough = 2;
        while (!suffices(enough))
        {
            if (enough >= Most)
                return null;
            enough = Math.Min(Most, enough * 2);
        }
        var tooFew = enough == 2 ? 1 : enough / 2;
        while (enough - tooFew > 1)
        {
            var middle = (enough + tooFew) / 2;
            if (suffices(middle))
                enough = middle;
            else
                tooFew = middle;
        }
        return enough;
    }
}
