namespace Wiretax.Generators.Ping;

/// <summary>Round trips by the generator's clock, seconds.</summary>
public sealed record RoundTripTimes(double Min, double Median, double Max)
{
    /// <param name="samples">At least one.</param>
    public static RoundTripTimes Of(IReadOnlyCollection<double> samples)
    {
        var sorted = samples.Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new RoundTripTimes(sorted[0], median, sorted[^1]);
    }
}
