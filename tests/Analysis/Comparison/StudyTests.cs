using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Comparison;

namespace Wiretax.Tests.Analysis.Comparison;

/// <summary>The Workstation study's printed figures (tables III to VI), and what they show that it did not say.</summary>
public sealed class StudyTests
{
    [Fact]
    public void VMWins_extra_bytes_are_smaller_segments_and_more_ACKs_and_nothing_of_the_VMM()
    {
        var result = Compare(
            Run("Lin", Lin), Run("VMWin", Measured.Summary(40_753_000, 29_849, 19_898, application: 39.924, connection: 39.926)));

        Assert.InRange(result.Metric("overhead").Baseline!.Value, 1.0604, 1.0606);
        Assert.InRange(result.Metric("overhead").Candidate!.Value, 1.0688, 1.0690);
        var attribution = Assert.Single(result.Candidates[0].Attribution);
        Assert.Equal(355_884, attribution.Difference);
        Assert.Equal(attribution.Difference, attribution.Causes.Sum(each => each.Bytes));
        Assert.Equal(
            [(ByteCauses.SegmentSize, 165_240), (ByteCauses.AckRatio, 152_064), (ByteCauses.Padding, 23_580), (ByteCauses.Payload, 15_000L)],
            attribution.Causes.Where(each => each.Bytes != 0).Select(each => (each.Cause, each.Bytes)));
        Assert.Equal(
            "VMWin sends 356 kB more than Lin on the link for http rx: +165 kB by segment size (1,365 against 1,460 bytes), +152 kB by ACK ratio (0.667 against 0.572 per segment), +23.6 kB by padding.",
            attribution.Sentence);
    }

    [Fact]
    public void VMLin_is_slower_or_faster_than_Lin_as_duration_is_defined_and_that_is_said()
    {
        var result = Compare(Run("Lin", Lin), Run("VMLin", Measured.Summary(40_745_000, 27_926, 16_719, application: 41.559, connection: 41.563)));

        var warning = Assert.Single(result.Candidates[0].Warnings, each => each.Code == "sign-flip");
        Assert.Equal(
            "Whether VMLin is slower or faster than Lin for http rx depends on the definition: by application.duration it is 2.69 % slower (41.559 s against 40.469 s), by transport.duration 3.19 % faster (41.563 s against 42.933 s). State which duration is meant.",
            warning.Message);
        Assert.All(result.Candidates[0].Metrics, each => Assert.Equal(Verdicts.NotEnoughRuns, each.Verdict));
    }

    [Fact]
    public void Durations_that_agree_raise_no_such_doubt() =>
        Assert.Empty(Compare(Run("Lin", Lin), Run("Slow", Measured.Summary(40_738_000, 27_903, 15_968, 44, 45))).Candidates[0].Warnings);

    private static CaptureSummary Lin => Measured.Summary(40_738_000, 27_903, 15_968, application: 40.469, connection: 42.933);

    private static MeasuredRun Run(string path, CaptureSummary summary) => new(path, "http", "rx", 1, Complete: true, summary);

    private static ComparisonResult Compare(params MeasuredRun[] runs) => Comparer.Compare(runs[0].Path, runs, new ComparisonOptions());
}
