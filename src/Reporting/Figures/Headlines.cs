using Wiretax.Analysis.Comparison;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>One verdict with the workload it is about.</summary>
public sealed record Headline(string Candidate, WorkloadFigures Workload, MetricResult Result)
{
    /// <summary>The comparison's sentence, or where it has none its figures in the same order.</summary>
    public string Sentence => Result.Sentence
        ?? $"{Candidate} is {Result.Verdict} in {MetricNames.Brief(Result.Metric)} of {Workload.Workload} {Workload.Direction}.";
}

/// <summary>The verdicts that answer the question, picked from all of the comparison's; the words are its own.</summary>
public static class Headlines
{
    private static readonly string[] OfPing = ["rtt.median", "link.bytes"];
    private static readonly string[] OfTransfer = ["application.duration", "overhead", "first-byte"];
    private static readonly string[] OfStream = ["goodput", "overhead"];
    private static readonly string[] OfPairs = ["goodput"];

    /// <summary>For each candidate in turn, some two verdicts for each workload; the A/A control's come last.</summary>
    public static IReadOnlyList<Headline> Of(SessionRecord record, IReadOnlyList<WorkloadFigures> workloads) =>
    [
        .. from candidate in (record.Comparison?.Candidates ?? []).OrderBy(each => IsControl(record, each.Name))
           from workload in workloads
           from metric in MetricsOf(workload)
           let result = workload.Metric(candidate.Name, metric)
           where result is not null
           select new Headline(candidate.Name, workload, result),
    ];

    /// <summary>What a workload is sent for first of all.</summary>
    public static string FirstOf(WorkloadFigures workload) => MetricsOf(workload)[0];

    /// <summary>The shortest answer: for each candidate of its own, what the comparison sums up for each workload.</summary>
    public static IReadOnlyList<string> Answer(SessionRecord record) =>
    [
        .. (record.Comparison?.Candidates ?? [])
            .Where(each => !IsControl(record, each.Name) && each.Summary.Count > 0)
            .Select(each => string.Join(" ", each.Summary)),
    ];

    /// <summary>A scale-out study has so many workloads that each gets but one.</summary>
    private static string[] MetricsOf(WorkloadFigures workload) => workload switch
    {
        { IsPing: true } => OfPing,
        { Runs: [{ PairRecords.Count: > 0 }, ..] } => OfPairs,
        { Kind: "tcp" } => OfStream,
        _ => OfTransfer,
    };

    public static bool IsControl(SessionRecord record, string path) =>
        record.Paths.FirstOrDefault(each => each.Name == path)?.ControlOf is not null;
}
