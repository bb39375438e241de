using System.Globalization;
using Wiretax.Reporting.Summaries;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>
/// A session in the six tables of the Workstation study, a row a path. The study made each transfer once; of several
/// runs the row is that whose duration is the median.
/// </summary>
/// <param name="Runs">Which runs the rows are, as a sentence.</param>
public sealed record StudyFigures(IReadOnlyList<StudyTable> Tables, string Runs)
{
    private const string Peer = "peer";

    /// <summary>How the study counts.</summary>
    public const string Explanation = "Counted as the study counts: tx and rx seen from the capture node, which is the peer; K is 1000 bytes; a ping's data are "
        + "its Ethernet frames; the application level is the file's direction alone, the transport level both. The source of a file serves it.";

    /// <returns>Null for a session with neither ping nor file transfer.</returns>
    public static StudyFigures? Of(IReadOnlyList<WorkloadFigures> workloads)
    {
        var rows = (from workload in workloads.Where(each => each.IsPing).Concat(LargestFiles(workloads))
                    from path in workload.Paths
                    let runs = workload.CompleteRuns(path).Where(each => each.Summary is { Layers.Count: > 0 }).ToList()
                    where runs.Count > 0
                    select (Workload: workload, Run: runs.MiddleBy(Duration)!, Of: runs.Count)).ToList();
        return rows.Count == 0
            ? null
            : new StudyFigures(PaperTables.Of([.. rows.Select(each => Capture(each.Run))]), InWords(rows));
    }

    /// <summary>Of files of several sizes the largest, in each direction.</summary>
    private static IEnumerable<WorkloadFigures> LargestFiles(IReadOnlyList<WorkloadFigures> workloads) => workloads
        .Where(each => each.Kind == "http")
        .GroupBy(each => each.Workload)
        .OrderByDescending(each => each.SelectMany(one => one.OwnBytes).Max(one => one.PayloadBytes))
        .Take(1).SelectMany(each => each);

    /// <summary>Of the first table that the run stands in: the requests of a ping, the bytes of the file.</summary>
    private static double? Duration(RunRecord run)
    {
        var layer = run.Summary!.Layer(run.Summary.Echo is null ? "application" : "transport");
        return (run.Direction == "rx" ? layer.Rx : layer.Tx).DurationSeconds;
    }

    private static StudyCapture Capture(RunRecord run) => run.Direction == "rx"
        ? new StudyCapture(run.Summary!, run.Path, Peer)
        : new StudyCapture(run.Summary!, Peer, run.Path);

    private static string InWords(List<(WorkloadFigures Workload, RunRecord Run, int Of)> rows)
    {
        if (rows.TrueForAll(each => each.Of == 1))
            return "Every row is the one run of its path.";
        var each = rows.GroupBy(row => row.Workload.Label).Select(group => $"{group.Key}: {string.Join(", ", group.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Run.Path} run {row.Run.Repetition} of {row.Of}")))}");
        return $"Every row is the run whose duration is the median of its path's complete runs, of an even number the shorter of the middle two ({string.Join("; ", each)}).";
    }
}
