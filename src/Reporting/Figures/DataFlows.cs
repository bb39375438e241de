using Wiretax.Analysis.Accounting;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Figures;

/// <summary>Which of a run's flows carried its data.</summary>
internal static class DataFlows
{
    /// <summary>The flow with the most payload; null where the run has none.</summary>
    public static FlowSummary? DataFlow(this RunRecord run) =>
        run.Summary?.Flows.MaxBy(each => each.Tx.PayloadBytes + each.Rx.PayloadBytes);
}
