using Wiretax.Analysis.Statistics;

namespace Wiretax.Analysis.Comparison;

/// <summary>
/// Goodput over what the emulated wire can carry: its rate times payload over the bytes on the wire in the payload's
/// direction, with preamble, FCS and gap, as the wire counts them too.
/// </summary>
internal static class WireUtilization
{
    /// <summary>Median over the complete runs; null where a run's goodput or wire rate is unknown.</summary>
    public static double? Median(IReadOnlyList<MeasuredRun> runs) =>
        MedianInterval.Median([.. from run in runs where run.Complete select Of(run) into share where share is not null select share.Value]);

    private static double? Of(MeasuredRun run)
    {
        if (run.WireBitsPerSecond is not > 0 || Metrics.Find("goodput")!.Value(run) is not { } goodput)
            return null;
        var application = run.Account.Layer("application");
        var (payload, wire) = application.Rx.Bytes > application.Tx.Bytes
            ? (application.Rx.Bytes, run.Account.Wire.Rx.Bytes)
            : (application.Tx.Bytes, run.Account.Wire.Tx.Bytes);
        return wire == 0 || payload == 0 ? null : goodput / (run.WireBitsPerSecond.Value * payload / wire);
    }
}
