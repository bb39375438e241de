using Microsoft.Data.Analysis;
using Wiretax.Analysis.Accounting;
using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Tables;

/// <summary>The table of runs: one row a run, with all that was measured of it.</summary>
internal static class RunsTable
{
    private static readonly string[] Layers = ["link", "encapsulation", "network", "transport", "application"];

    public static DataFrame Build(IReadOnlyList<RunRecord> runs)
    {
        var table = new TableBuilder<RunRecord>(runs)
            .Text("path", run => run.Path)
            .Text("workload", run => run.Workload)
            .Text("direction", run => run.Direction)
            .Whole("repetition", run => run.Repetition)
            .Whole("pairs", run => run.Pairs)
            .Flag("complete", run => run.Complete)
            .Text("incomplete_reasons", run => run.IncompleteReasons.Count == 0 ? null : string.Join(" ", run.IncompleteReasons))
            .Text("capture", run => run.Capture)
            .Whole("frames", run => run.Summary?.Frames)
            .Whole("truncated_frames", run => run.Summary?.TruncatedFrames)
            .Whole("super_frames", run => run.Summary?.SuperFrames)
            .Whole("dropped_frames", run => run.Summary?.DroppedFrames);

        foreach (var layer in Layers)
        {
            table.Whole(layer + "_frames", run => Find(run, layer)?.Total.Frames)
                .Whole(layer + "_bytes", run => Find(run, layer)?.Total.Bytes)
                .Number(layer + "_duration_seconds", run => Find(run, layer)?.Total.DurationSeconds);
        }

        return table
            .Whole("wire_frames", run => run.Summary?.Wire.Frames)
            .Whole("wire_bytes", run => run.Summary?.Wire.Bytes)
            .Flag("wire_estimated", run => run.Summary?.Wire.Estimated)
            .Number("goodput_bits_per_second", run => run.GoodputBitsPerSecond)
            .Number("generator_bits_per_second", run => run.GeneratorBitsPerSecond)
            .Number("wire_bits_per_second", run => run.WireBitsPerSecond)
            .Number("wire_payload_bits_per_second", run => run.WirePayloadBitsPerSecond)
            .Number("fairness", run => run.Fairness)
            .Number("start_skew_seconds", run => run.StartSkewSeconds)
            .Number("cpu_peer_seconds", run => run.Cpu?.Peer)
            .Number("cpu_system_under_test_seconds", run => run.Cpu?.SystemUnderTest)
            .Number("cpu_hypervisor_seconds", run => run.Cpu?.Hypervisor)
            .Text("bottleneck", run => run.Bottleneck?.Side)
            .Text("bottleneck_evidence", run => run.Bottleneck?.Why)
            .Whole("echo_requests", run => run.Summary?.Echo?.Requests)
            .Whole("echo_replies", run => run.Summary?.Echo?.Replies)
            .Whole("echo_lost", run => run.Summary?.Echo?.Lost)
            .Number("rtt_min_seconds", run => RoundTrips(run)?.Min)
            .Number("rtt_median_seconds", run => RoundTrips(run)?.Median)
            .Number("rtt_p99_seconds", run => RoundTrips(run)?.P99)
            .Whole("rtt_count", run => RoundTrips(run)?.Count)
            .Whole("retransmitted_bytes", run => run.RetransmittedBytes())
            .Whole("gap_bytes", run => run.DataFlow()?.GapBytes)
            .Number("connect_seconds", run => run.DataFlow()?.Phases?.ConnectSeconds)
            .Number("first_byte_seconds", run => run.DataFlow()?.Phases?.FirstByteSeconds)
            .Number("transfer_seconds", run => run.DataFlow()?.Phases?.TransferSeconds)
            .Number("teardown_seconds", run => run.DataFlow()?.Phases?.TeardownSeconds)
            .Build();
    }

    private static LayerTotals? Find(RunRecord run, string layer) =>
        run.Summary?.Layers.FirstOrDefault(each => each.Layer == layer);

    /// <summary>Of the echo where there is one, else of the flow that carried the data.</summary>
    private static RunRoundTrips? RoundTrips(RunRecord run) => RunRoundTrips.Of(run)
        ?? (run.DataFlow()?.RttSeconds is { } flow ? new RunRoundTrips(flow.Min, flow.Median, flow.P99, flow.Count, [], IsByGenerator: false) : null);
}
