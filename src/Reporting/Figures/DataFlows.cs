using Wiretax.Analysis.Accounting;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>Which of a run's flows carried its data.</summary>
internal static class DataFlows
{
    /// <summary>The flow with the most payload; null where the run has none.</summary>
    public static FlowSummary? DataFlow(this RunRecord run) =>
        run.Summary?.Flows.MaxBy(each => each.Tx.PayloadBytes + each.Rx.PayloadBytes);

    /// <summary>Of all its flows; null where none carries data.</summary>
    public static long? RetransmittedBytes(this RunRecord run) => run.DataFlow() is null ? null : run.Summary!.RetransmittedBytes();

    /// <summary>
    /// First to last byte of the data, of the longest pair. Pairs that start at one moment have asked before it: their
    /// flows hold the request, and the wait for the moment.
    /// </summary>
    public static double? TransferSeconds(this RunRecord run) => run.PairRecords.Count > 0
        ? run.PairRecords.Max(each => each.ActiveSeconds)
        : run.DataFlow()?.Phases?.TransferSeconds;
}
