using Microsoft.Data.Analysis;
using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Comparison;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Tables;

/// <summary>
/// A session as DataFrames, one row an observation: what the CSV and Parquet files hold. Bytes and frames are 64-bit
/// integers, times are seconds, and what is not known is null.
/// </summary>
public static class SessionTables
{
    /// <summary>Every table by the name of its file.</summary>
    public static IReadOnlyDictionary<string, DataFrame> All(SessionRecord record) => new Dictionary<string, DataFrame>
    {
        ["runs"] = Runs(record),
        ["layers"] = Layers(record),
        ["ledger"] = Ledger(record),
        ["flows"] = Flows(record),
        ["comparison"] = Comparison(record),
        ["environment"] = Environment(record),
        ["rtt"] = RoundTrips(record),
        ["pairs"] = LoadTables.Pairs(record),
        ["scale-out"] = LoadTables.ScaleOut(record),
        ["processors"] = LoadTables.Processors(record),
        ["interrupts"] = LoadTables.Interrupts(record),
        ["interfaces"] = LoadTables.Interfaces(record),
        ["hypervisors"] = LoadTables.Hypervisors(record),
    };

    /// <summary>One row a run, with all that was measured of it.</summary>
    public static DataFrame Runs(SessionRecord record) => RunsTable.Build(record.Runs);

    /// <summary>One row a run, layer and direction (<c>tx</c>, <c>rx</c>, <c>total</c>, seen from the peer).</summary>
    public static DataFrame Layers(SessionRecord record)
    {
        var rows = from run in record.Runs
                   from layer in run.Summary?.Layers ?? []
                   from side in new[] { ("tx", layer.Tx), ("rx", layer.Rx), ("total", layer.Total) }
                   select (Run: run, layer.Layer, Side: side.Item1, Totals: side.Item2);
        return OfRuns([.. rows], row => row.Run)
            .Text("layer", row => row.Layer)
            .Text("side", row => row.Side)
            .Whole("frames", row => row.Totals.Frames)
            .Whole("bytes", row => row.Totals.Bytes)
            .Number("duration_seconds", row => row.Totals.DurationSeconds)
            .Build();
    }

    /// <summary>One row a run and protocol, in order of depth; bytes of a run sum to its link bytes.</summary>
    public static DataFrame Ledger(SessionRecord record)
    {
        var rows = from run in record.Runs
                   from entry in run.Summary?.Ledger ?? []
                   select (Run: run, Entry: entry);
        return OfRuns([.. rows], row => row.Run)
            .Text("protocol", row => row.Entry.Protocol)
            .Whole("frames", row => row.Entry.Frames)
            .Whole("bytes", row => row.Entry.Bytes)
            .Build();
    }

    /// <summary>One row a run and conversation.</summary>
    public static DataFrame Flows(SessionRecord record)
    {
        var rows = from run in record.Runs
                   from flow in run.Summary?.Flows ?? []
                   select (Run: run, Flow: flow);
        return OfRuns([.. rows], row => row.Run)
            .Text("protocol", row => row.Flow.Protocol)
            .Text("application", row => row.Flow.Application)
            .Text("source", row => row.Flow.Source)
            .Text("destination", row => row.Flow.Destination)
            .Whole("tx_frames", row => row.Flow.Tx.Frames)
            .Whole("tx_bytes", row => row.Flow.Tx.Bytes)
            .Whole("tx_payload_bytes", row => row.Flow.Tx.PayloadBytes)
            .Whole("rx_frames", row => row.Flow.Rx.Frames)
            .Whole("rx_bytes", row => row.Flow.Rx.Bytes)
            .Whole("rx_payload_bytes", row => row.Flow.Rx.PayloadBytes)
            .Whole("retransmitted_bytes", row => row.Flow.RetransmittedBytes)
            .Whole("gap_bytes", row => row.Flow.GapBytes)
            .Number("handshake_seconds", row => row.Flow.HandshakeSeconds)
            .Number("rtt_min_seconds", row => row.Flow.RttSeconds?.Min)
            .Number("rtt_median_seconds", row => row.Flow.RttSeconds?.Median)
            .Number("rtt_p99_seconds", row => row.Flow.RttSeconds?.P99)
            .Whole("rtt_count", row => row.Flow.RttSeconds?.Count)
            .Number("tx_goodput_bits_per_second", row => row.Flow.Tx.GoodputBitsPerSecond)
            .Number("rx_goodput_bits_per_second", row => row.Flow.Rx.GoodputBitsPerSecond)
            .Build();
    }

    /// <summary>One row a candidate and metric, as the comparison found it; empty without a comparison.</summary>
    public static DataFrame Comparison(SessionRecord record) => Comparison(record.Comparison);

    /// <summary>One row a candidate and metric; empty without a comparison.</summary>
    public static DataFrame Comparison(ComparisonResult? comparison)
    {
        var rows = from candidate in comparison?.Candidates ?? []
                   from metric in candidate.Metrics ?? []
                   select (Candidate: candidate.Name, Metric: metric);
        return new TableBuilder<(string Candidate, MetricResult Metric)>([.. rows])
            .Text("baseline_path", _ => comparison!.Baseline)
            .Text("candidate_path", row => row.Candidate)
            .Text("workload", row => row.Metric.Workload)
            .Text("direction", row => row.Metric.Direction)
            .Text("metric", row => row.Metric.Metric)
            .Text("unit", row => row.Metric.Unit)
            .Number("baseline", row => row.Metric.Baseline)
            .Number("baseline_low", row => row.Metric.BaselineLow)
            .Number("baseline_high", row => row.Metric.BaselineHigh)
            .Number("candidate", row => row.Metric.Candidate)
            .Number("candidate_low", row => row.Metric.CandidateLow)
            .Number("candidate_high", row => row.Metric.CandidateHigh)
            .Number("ratio", row => row.Metric.Ratio)
            .Number("ratio_low", row => row.Metric.Low)
            .Number("ratio_high", row => row.Metric.High)
            .Number("confidence", row => row.Metric.Confidence)
            .Whole("runs", row => row.Metric.Runs)
            .Text("verdict", row => row.Metric.Verdict)
            .Text("sentence", row => row.Metric.Sentence)
            .Build();
    }

    /// <summary>What is known of the machine, each path and each workload: scope, name, value.</summary>
    public static DataFrame Environment(SessionRecord record)
    {
        var machine = record.Environment.Select(each => ("machine", each.Key, each.Value));
        var paths = record.Paths.SelectMany(path => path.Configuration.Select(each => ("path " + path.Name, each.Key, each.Value)));
        var workloads = record.Workloads.SelectMany(
            workload => (workload.Configuration ?? Enumerable.Empty<KeyValuePair<string, string?>>()).Select(each => ("workload " + workload.Name, each.Key, each.Value)));
        return new TableBuilder<(string Scope, string Name, string? Value)>([.. machine, .. paths, .. workloads])
            .Text("scope", row => row.Scope)
            .Text("name", row => row.Name)
            .Text("value", row => row.Value)
            .Build();
    }

    /// <summary>One row an echo pair: its round-trip time in seconds. Of pings that the peer did not send there is none in the capture.</summary>
    public static DataFrame RoundTrips(SessionRecord record)
    {
        var rows = from run in record.Runs
                   from sample in (RunRoundTrips.Of(run)?.Samples ?? []).Index()
                   select (Run: run, Number: sample.Index + 1, Seconds: sample.Item);
        return OfRuns([.. rows], row => row.Run)
            .Whole("request", row => row.Number)
            .Number("rtt_seconds", row => row.Seconds)
            .Build();
    }

    internal static TableBuilder<T> OfRuns<T>(IReadOnlyList<T> rows, Func<T, RunRecord> run) => new TableBuilder<T>(rows)
        .Text("path", row => run(row).Path)
        .Text("workload", row => run(row).Workload)
        .Text("direction", row => run(row).Direction)
        .Whole("repetition", row => run(row).Repetition);
}
