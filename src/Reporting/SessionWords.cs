using System.Globalization;
using Wiretax.Analysis.Accounting;
using Wiretax.Sessions;

namespace Wiretax.Reporting;

/// <summary>Sentences about a session that every document shares.</summary>
internal static class SessionWords
{
    /// <summary>Paths, runs and time in one sentence.</summary>
    public static string Summary(SessionRecord record, Quantity say)
    {
        var measured = record.Paths.Where(each => each.Measured).Select(each => each.Name).ToList();
        var runs = string.Create(CultureInfo.InvariantCulture, $"{record.Runs.Count} {(record.Runs.Count == 1 ? "run" : "runs")}");
        var incomplete = record.Runs.Count(each => !each.Complete);
        var flaws = incomplete == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {incomplete} of them incomplete");
        var end = record.Finished != false ? "" : " It was interrupted before its last run.";
        return $"{List(measured)}: {runs}{flaws}, in {say.Seconds(Math.Round(record.DurationSeconds, 1))}.{end}";
    }

    /// <summary>Why there is nothing to conclude.</summary>
    public static string WithoutVerdicts(SessionRecord record) => record switch
    {
        { Runs.Count: 0 } => "Nothing was measured, so nothing is concluded.",
        { Comparison: null } => $"The baseline '{record.Baseline}' was not measured, so nothing can be compared with it.",
        { Comparison.Candidates.Count: 0 } => $"Only the baseline '{record.Baseline}' was measured, so there is nothing to compare it with.",
        _ => "The comparison gives no verdict on the metrics that are shown first; the full table has the others.",
    };

    /// <summary>Warnings of the session, of its comparison, and of its captures; of the latter each kind once.</summary>
    public static IReadOnlyList<Warning> Warnings(SessionRecord record) =>
    [
        .. record.Warnings
            .Concat(record.Comparison?.Warnings ?? [])
            .Concat((record.Comparison?.Candidates ?? []).SelectMany(each => each.Warnings))
            .DistinctBy(each => each.Message),
        .. record.Runs.SelectMany(each => each.Summary?.Warnings ?? []).GroupBy(each => each.Code).Select(OfCaptures),
    ];

    private static Warning OfCaptures(IGrouping<string, Warning> alike) => alike.Count() == 1
        ? alike.First()
        : alike.First() with
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"{alike.First().Message} ({alike.Count()} captures are alike.)"),
        };

    public static string List(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "No path",
        1 => names[0],
        _ => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
    };
}
