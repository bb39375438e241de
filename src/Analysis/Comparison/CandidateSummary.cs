namespace Wiretax.Analysis.Comparison;

/// <summary>One workload's cost in one sentence: its headline metric, and the bytes it adds.</summary>
internal static class CandidateSummary
{
    public static string Of(Cell cell, IReadOnlyList<MetricResult> metrics, ComparisonOptions options)
    {
        List<MetricResult> own = [.. metrics.Where(each => each.Workload == cell.Workload && each.Direction == cell.Direction)];
        var name = cell.Headline.Name;
        var headline = own.FirstOrDefault(each => each.Metric == name) ?? own[0];
        var first = headline.Sentence!;
        if (cell.CandidateName == options.Control)
            return $"Noise floor: {first}";
        if (!cell.CarriesSamePayload || Bytes(own, cell, options) is not { } bytes)
            return first;
        return Verdicts.IsDifference(headline.Verdict) || headline.Verdict == Verdicts.Equal
            ? $"{first.TrimEnd('.')}, and {bytes}."
            : $"{first} It {bytes}.";
    }

    private static string? Bytes(IReadOnlyList<MetricResult> own, Cell cell, ComparisonOptions options)
    {
        var bytes = own.Where(each => each.Metric.EndsWith(".bytes", StringComparison.Ordinal) && each.Metric != "retransmitted.bytes").ToList();
        if (bytes.Count > 0 && bytes.All(each => each.Verdict == Verdicts.Equal))
            return $"adds no byte at any layer (within {Quantities.Percent(options.EqualityMargin)})";
        return bytes.Find(each => each.Metric == "link.bytes") is { Ratio: { } ratio } link && Verdicts.IsDifference(link.Verdict)
            ? $"puts {Quantities.Percent(ratio - 1)} {(ratio > 1 ? "more" : "fewer")} bytes than {cell.BaselineName} on the link"
            : null;
    }
}
