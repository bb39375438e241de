namespace Wiretax.Analysis.Accounting;

/// <summary>Several captures analysed one by one, as one JSON document (<c>wiretax/summaries/1</c>).</summary>
public sealed record CaptureSummaries
{
    public const string SchemaName = "wiretax/summaries/1";

    public string Schema { get; init; } = SchemaName;
    public IReadOnlyList<CaptureSummary> Summaries { get; init; } = [];
}
