using Wiretax.Analysis.Accounting;

namespace Wiretax.Analysis.Comparison;

/// <summary>
/// A conclusion on durations that depends on the definition of duration. The Workstation study's guest was 3.2 % faster
/// than the host by TCP duration and 2.7 % slower by application duration: the host's connection stayed open longer.
/// </summary>
internal static class SignFlip
{
    public const string Code = "sign-flip";

    private static readonly string[] Definitions =
        ["application.duration", "transport.duration", "network.duration", "link.duration", "transfer"];

    /// <returns>Null where all definitions agree or leave it open.</returns>
    public static Warning? Of(Cell cell, IReadOnlyList<MetricResult> metrics, ComparisonOptions options)
    {
        var durations = Definitions
            .Select(name => metrics.FirstOrDefault(each => each.Metric == name))
            .OfType<MetricResult>()
            .Where(each => each.Ratio is not null)
            .ToList();
        var longer = durations.Where(each => Bounds(each).Low > 1 + options.EqualityMargin).MaxBy(each => each.Ratio);
        var shorter = durations.Where(each => Bounds(each).High < 1 / (1 + options.EqualityMargin)).MinBy(each => each.Ratio);
        return longer is null || shorter is null
            ? null
            : new Warning(Code,
                $"Whether {cell.CandidateName} is slower or faster than {cell.BaselineName} for {cell.Workload} {cell.Direction} depends on the definition: by {longer.Metric} it is {Words(longer)}, by {shorter.Metric} {Words(shorter)}. State which duration is meant.");
    }

    /// <summary>With one run each the ratio stands for its own bounds.</summary>
    private static (double Low, double High) Bounds(MetricResult result) =>
        (result.Low ?? result.Ratio!.Value, result.High ?? result.Ratio!.Value);

    private static string Words(MetricResult result) =>
        $"{Quantities.Percent(result.Ratio!.Value - 1)} {(result.Ratio > 1 ? "slower" : "faster")} ({Seconds(result.Candidate)} against {Seconds(result.Baseline)})";

    private static string Seconds(double? seconds) =>
        seconds is >= 1 ? seconds.Value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture) + " s" : Quantities.Text(seconds ?? 0, "s");
}
