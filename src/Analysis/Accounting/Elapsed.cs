namespace Wiretax.Analysis.Accounting;

/// <summary>Differences of times, each nanoseconds since the epoch, which may lie further apart than 2^63 ns (292 years).</summary>
internal static class Elapsed
{
    /// <summary>In seconds; negative where <paramref name="to"/> is the earlier one.</summary>
    public static double Seconds(long from, long to) =>
        to >= from ? unchecked((ulong)(to - from)) / 1e9 : -(unchecked((ulong)(from - to)) / 1e9);
}
