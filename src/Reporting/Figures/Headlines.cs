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
    private static readonly string[] OfAnswer = ["rtt.median", "application.duration", "overhead"];

    /// <summary>For each candidate in turn, some two verdicts for each workload; the A/A control's come last.</summary>
    public static IReadOnlyList<Headline> Of(SessionRecord record, IReadOnlyList<WorkloadFigures> workloads) =>
    [
        .. from candidate in (record.Comparison?.Candidates ?? []).OrderBy(each => IsControl(record, each.Name))
           from workload in workloads
           from metric in workload.IsPing ? OfPing : workload.Kind == "tcp" ? OfStream : OfTransfer
           let result = workload.Metric(candidate.Name, metric)
           where result is not null
           select new Headline(candidate.Name, workload, result),
    ];

    /// <summary>The shortest answer: time of a small exchange, time of a transfer, bytes; of the first candidate of its own.</summary>
    public static IReadOnlyList<Headline> Answer(SessionRecord record, IReadOnlyList<Headline> all)
    {
        var own = all.Where(each => !IsControl(record, each.Candidate)).ToList();
        return
        [
            .. from candidate in own.Select(each => each.Candidate).Distinct().Take(2)
               from metric in OfAnswer
               let first = own.FirstOrDefault(each => each.Candidate == candidate && each.Result.Metric == metric)
               where first is not null
               select first,
        ];
    }

    public static bool IsControl(SessionRecord record, string path) =>
        record.Paths.FirstOrDefault(each => each.Name == path)?.ControlOf is not null;
}
