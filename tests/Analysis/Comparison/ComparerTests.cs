using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Comparison;

namespace Wiretax.Tests.Analysis.Comparison;

public sealed class ComparerTests
{
    private static readonly double[] Fast = [1.00, 1.02, 0.99, 1.01, 1.00, 1.03];
    private static readonly double[] Slow = [1.20, 1.23, 1.18, 1.22, 1.19, 1.24];

    [Fact]
    public void A_clearly_longer_transfer_is_slower_with_an_interval_around_its_ratio()
    {
        var result = Compare([.. Measured.Series("host", Fast), .. Measured.Series("guest", Slow)]);

        var duration = result.Metric("application.duration");
        Assert.Equal(Verdicts.Slower, duration.Verdict);
        Assert.Equal(1.005, duration.Baseline!.Value, 12);
        Assert.Equal(1.21, duration.Candidate!.Value, 12);
        Assert.InRange(duration.Ratio!.Value, 1.19, 1.21);
        Assert.True(duration.Low > 1.15 && duration.Low < duration.Ratio && duration.Ratio < duration.High && duration.High < 1.25);
        Assert.Equal(6, duration.Runs);
        Assert.True(duration.Paired);
        Assert.Equal(Verdicts.Slower, result.Metric("goodput").Verdict);
    }

    [Fact]
    public void Counts_that_never_vary_are_equal_exactly()
    {
        var result = Compare([.. Measured.Series("host", Fast), .. Measured.Series("guest", Slow)]);

        var bytes = result.Metric("link.bytes");
        Assert.Equal((Verdicts.Equal, 1.0, 1.0, 1.0), (bytes.Verdict, bytes.Ratio, bytes.Low, bytes.High));
        Assert.Equal("guest equals host in bytes at the link layer of http rx (exactly, in all 6 runs).", bytes.Sentence);
    }

    [Fact]
    public void A_constant_difference_in_bytes_is_more_and_needs_no_spread()
    {
        var result = Compare([
            .. Fast.Select((seconds, index) => Measured.Http("host", index + 1, seconds, segments: 27_600)),
            .. Fast.Select((seconds, index) => Measured.Http("guest", index + 1, seconds, segments: 30_000))]);

        var frames = result.Metric("application.frames");
        Assert.Equal(Verdicts.More, frames.Verdict);
        Assert.Equal(30_000.0 / 27_600, frames.Ratio);
        Assert.Equal(frames.Ratio, frames.Low);
        Assert.Equal(frames.Ratio, frames.High);
    }

    [Fact]
    public void A_ratio_that_never_varies_is_that_of_the_pairs_and_not_of_runs_without_a_partner()
    {
        var result = Compare([
            Measured.Http("host", 1, 1, segments: 30_000), Measured.Http("host", 2, 1, segments: 20_000), Measured.Http("host", 3, 1, segments: 20_000),
            Measured.Http("guest", 1, 1, segments: 30_000), Measured.Http("guest", 2, 1, segments: 20_000),
            Measured.Http("guest", 3, 1, segments: 20_000) with { Complete = false }]);

        var frames = result.Metric("application.frames");
        Assert.Equal((Verdicts.Equal, 1.0, 1.0, 1.0), (frames.Verdict, frames.Ratio, frames.Low, frames.High));
        Assert.Equal(1, frames.IncompleteRuns);
    }

    [Fact]
    public void Runs_that_failed_before_their_capture_was_read_are_counted()
    {
        MeasuredRun Failed(string path, int block) => new(path, "http", "rx", block, Complete: false, Summary: null);

        var result = Compare([
            .. Measured.Series("host", Fast), .. Measured.Series("guest", Slow).Skip(2), Failed("guest", 1), Failed("guest", 2),
            .. Enumerable.Range(1, 6).Select(block => Failed("broken", block))]);

        Assert.Equal((Verdicts.Slower, 2), (result.Metric("application.duration", "guest").Verdict, result.Metric("application.duration", "guest").IncompleteRuns));
        Assert.Equal((Verdicts.Incomplete, 6), (result.Metric("application.duration", "broken").Verdict, result.Metric("application.duration", "broken").IncompleteRuns));
    }

    [Fact]
    public void Payload_sent_again_is_no_other_payload()
    {
        MeasuredRun Lossy(int block, double seconds)
        {
            var summary = Measured.Http("guest", block, seconds).Account;
            var again = Measured.DownloadBytes / 20;
            return Measured.Http("guest", block, seconds) with
            {
                Summary = summary with
                {
                    Layers = [.. summary.Layers.Select(each => each with { Total = each.Total with { Bytes = each.Total.Bytes + again } })],
                    Flows = [summary.Flows[0] with { RetransmittedBytes = again - 1000 }],
                    OtherFlows = new OtherFlows(1, 2, 1200, RetransmittedBytes: 1000, 0),
                },
            };
        }

        var result = Compare([.. Measured.Series("host", Fast), .. Slow.Select((seconds, index) => Lossy(index + 1, seconds))]);

        Assert.StartsWith("guest takes", result.Candidates[0].Summary[0], StringComparison.Ordinal);
        Assert.Equal(Measured.DownloadBytes / 20, result.Metric("retransmitted.bytes").Candidate);
        var causes = Assert.Single(result.Candidates[0].Attribution).Causes;
        Assert.True(Assert.Single(causes, each => each.Cause == ByteCauses.Retransmission).Bytes >= Measured.DownloadBytes / 20);
    }

    [Fact]
    public void Pings_that_come_to_the_capture_node_have_the_round_trips_of_their_generator()
    {
        // The capture shows 20 µs, which is how long the peer takes to answer; the guest waited a millisecond.
        var result = Compare([
            .. Enumerable.Range(1, 6).Select(block => Received("host", block, 0.0001 + (block * 1e-6))),
            .. Enumerable.Range(1, 6).Select(block => Received("guest", block, 0.001 + (block * 1e-6)))]);

        var median = result.Metric("rtt.median");
        Assert.Equal(0.0001035, median.Baseline!.Value, 9);
        Assert.Equal(0.0010035, median.Candidate!.Value, 9);
        Assert.Equal(0.0009035, result.Metric("rtt.min").Candidate!.Value, 9);
        Assert.StartsWith("guest has its ping answered", median.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Candidates[0].Metrics, each => each.Metric == "rtt.p99");

        static MeasuredRun Received(string path, int block, double median) => Measured.Ping(path, block, rtt: 0.00002) with
        {
            Direction = "rx",
            GeneratorRoundTrips = new GeneratorRoundTrips(median - 0.0001, median),
        };
    }

    [Fact]
    public void What_takes_far_longer_is_told_as_a_factor()
    {
        var result = Compare([
            .. Measured.Series("host", Fast), .. Measured.Series("guest", [.. Fast.Select((each, run) => each * (13 + (run * 0.4)))])]);

        Assert.Equal(
            "guest takes 14 times as long as host for http rx, from the first to the last application frame (13.2 to 14.8 times, 6 runs).",
            result.Metric("application.duration").Sentence);
    }

    [Fact]
    public void One_run_each_gives_a_ratio_and_no_verdict()
    {
        var duration = Compare([Measured.Http("host", 1, 1.0), Measured.Http("guest", 1, 2.0)]).Metric("application.duration");

        Assert.Equal((Verdicts.NotEnoughRuns, 2.0, null, null), (duration.Verdict, duration.Ratio, duration.Low, duration.High));
        Assert.Contains("100 % more", duration.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Incomplete_runs_are_counted_and_left_out()
    {
        var result = Compare([
            .. Measured.Series("host", Fast), .. Measured.Series("guest", Fast),
            Measured.Http("guest", 7, 100.0) with { Complete = false }]);

        var duration = result.Metric("application.duration");
        Assert.Equal((6, 1), (duration.Runs, duration.IncompleteRuns));
        Assert.Equal(1.005, duration.Candidate!.Value, 12);
    }

    [Fact]
    public void Without_a_complete_run_there_is_no_verdict_and_no_figure()
    {
        var result = Compare([.. Measured.Series("host", Fast), .. Measured.Series("guest", Slow).Select(each => each with { Complete = false })]);

        var duration = result.Metric("application.duration");
        Assert.Equal((Verdicts.Incomplete, null, null), (duration.Verdict, duration.Candidate, duration.Ratio));
        Assert.Contains("0 of 6 over guest were complete", duration.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pings_answer_is_told_in_milliseconds_and_its_pace_is_no_finding()
    {
        var result = Compare([
            .. Enumerable.Range(1, 20).Select(block => Measured.Ping("host", block, 0.00020 + (block % 4 * 1e-6))),
            .. Enumerable.Range(1, 20).Select(block => Measured.Ping("vm-bridged", block, 0.00061 + (block % 5 * 4e-6)))]);

        var rtt = result.Metric("rtt.median");
        Assert.Equal(Verdicts.Slower, rtt.Verdict);
        Assert.Equal("vm-bridged answers a ping 0.417 ms later than host (0.414 to 0.419 ms, 20 runs).", rtt.Sentence);
        Assert.DoesNotContain(result.Candidates[0].Metrics, each => each.Metric == "link.duration");
    }

    [Fact]
    public void A_timed_stream_is_judged_by_its_goodput_and_never_by_how_long_it_took()
    {
        static MeasuredRun Timed(MeasuredRun run) => run with { Workload = "tcp-4" };
        var result = Compare([.. Measured.Series("host", Fast).Select(Timed), .. Measured.Series("guest", Slow).Select(Timed)]);

        Assert.Equal(Verdicts.Slower, result.Metric("goodput").Verdict);
        Assert.DoesNotContain(result.Candidates[0].Metrics, each => each.Metric.EndsWith(".duration", StringComparison.Ordinal));
        Assert.StartsWith("guest moves 16.7 % less", Assert.Single(result.Candidates[0].Summary), StringComparison.Ordinal);
    }

    [Fact]
    public void At_the_wires_rate_throughput_has_no_verdict_and_the_reader_is_sent_elsewhere()
    {
        static MeasuredRun Bound(MeasuredRun run) => run with { WireBitsPerSecond = 10e6, GoodputBitsPerSecond = 9.4e6 };
        var result = Compare([.. Measured.Series("host", Fast).Select(Bound), .. Measured.Series("guest", Slow).Select(Bound)]);

        Assert.Equal(Verdicts.LinkBound, result.Metric("goodput").Verdict);
        Assert.Equal(Verdicts.LinkBound, result.Metric("application.duration").Verdict);
        Assert.Equal(Verdicts.Equal, result.Metric("link.bytes").Verdict);
        Assert.Contains("CPU per gigabyte", result.Metric("goodput").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_wire_that_is_slower_is_found_slower()
    {
        static MeasuredRun On(MeasuredRun run, double rate) => run with { WireBitsPerSecond = rate, GoodputBitsPerSecond = 0.94 * rate };
        var result = Compare([.. Measured.Series("host", Fast).Select(run => On(run, 10e6)), .. Measured.Series("narrow", Fast).Select(run => On(run, 9e6))]);

        Assert.Equal(Verdicts.Slower, result.Metric("goodput").Verdict);
    }

    private static ComparisonResult Compare(IReadOnlyList<MeasuredRun> runs) => Comparer.Compare("host", runs, new ComparisonOptions());
}
