using Wiretax.Analysis.Comparison;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>
/// The answer as a table, a row for each workload and a column for each candidate, for sessions with so many of them
/// that sentences would hide it. Each cell is the verdict on what the workload is sent for first of all.
/// </summary>
public sealed record Glance(IReadOnlyList<WorkloadFigures> Workloads, IReadOnlyList<string> Candidates)
{
    /// <summary>As many verdicts as are read quickly, one sentence after another.</summary>
    private const int MostSentences = 12;

    /// <returns>Null for a session whose verdicts are few.</returns>
    public static Glance? Of(SessionRecord record, IReadOnlyList<WorkloadFigures> workloads)
    {
        var candidates = (record.Comparison?.Candidates ?? [])
            .Where(each => !Headlines.IsControl(record, each.Name)).Select(each => each.Name).ToList();
        return candidates.Count * workloads.Count > MostSentences ? new Glance(workloads, candidates) : null;
    }

    /// <returns>Null where the path does not carry the workload.</returns>
    public static MetricResult? Cell(WorkloadFigures workload, string candidate) => workload.Metric(candidate, Headlines.FirstOf(workload));
}
