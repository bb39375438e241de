using CsCheck;
using Wiretax.Analysis.Comparison;

namespace Wiretax.Tests.Analysis.Comparison;

public sealed class ComparerProperties
{
    private static readonly Gen<double[]> Seconds = Gen.Double[0.01, 10].Array[6];

    [Fact]
    public void Swapping_baseline_and_candidate_inverts_the_ratio_and_its_interval() =>
        Gen.Select(Seconds, Seconds, Gen.Bool).Sample((host, guest, blocks) =>
        {
            MeasuredRun[] runs = [.. Runs("host", host, blocks), .. Runs("guest", guest, blocks)];
            var forward = Comparer.Compare("host", runs, new()).Metric("application.duration");
            var back = Comparer.Compare("guest", runs, new()).Metric("application.duration");

            Assert.Equal(1, forward.Ratio!.Value * back.Ratio!.Value, 9);
            Assert.Equal(1, forward.Low!.Value * back.High!.Value, 9);
            Assert.Equal(1, forward.High!.Value * back.Low!.Value, 9);
            Assert.Equal(forward.CorrectedPValue!.Value, back.CorrectedPValue!.Value, 9);
        });

    [Fact]
    public void A_slower_clock_on_both_sides_changes_no_ratio() =>
        Gen.Select(Seconds, Seconds, Gen.Double[0.001, 1000]).Sample((host, guest, scale) =>
        {
            var one = Compare(host, guest);
            var scaled = Compare([.. host.Select(each => each * scale)], [.. guest.Select(each => each * scale)]);

            Assert.Equal(1, scaled.Ratio!.Value / one.Ratio!.Value, 9);
            Assert.Equal(1, scaled.Low!.Value / one.Low!.Value, 9);
            Assert.Equal(1, scaled.High!.Value / one.High!.Value, 9);
            Assert.Equal(one.Verdict, scaled.Verdict);
        });

    [Fact]
    public void The_order_in_which_runs_are_given_does_not_matter() =>
        Gen.Select(Seconds, Seconds, Gen.ULong).Sample((host, guest, seed) =>
        {
            MeasuredRun[] runs = [.. Measured.Series("host", host), .. Measured.Series("guest", guest)];
            var shuffled = BlockSchedule.Create(runs, 1, seed)[0];

            Assert.Equal(
                Comparer.Compare("host", runs, new()).Candidates[0].Metrics,
                Comparer.Compare("host", shuffled, new()).Candidates[0].Metrics);
        });

    [Fact]
    public void The_ratio_lies_in_its_interval_and_every_figure_can_be_written_as_JSON() =>
        Gen.Select(Gen.Double[0, 1].Array[2, 9], Gen.Double[0, 1].Array[2, 9]).Sample((host, guest) =>
        {
            var result = Comparer.Compare("host", [.. Measured.Series("host", host), .. Measured.Series("guest", guest)], new());

            Assert.All(result.Candidates[0].Metrics.Where(each => each.Low is not null), each => Assert.True(each.Low <= each.Ratio && each.Ratio <= each.High));
            Assert.All(result.Candidates[0].Metrics, each => Assert.EndsWith(".", each.Sentence, StringComparison.Ordinal));
            System.Text.Json.JsonSerializer.Serialize(result, ComparisonJson.Default.ComparisonResult);
        });

    private static MetricResult Compare(double[] host, double[] guest) =>
        Comparer.Compare("host", [.. Measured.Series("host", host), .. Measured.Series("guest", guest)], new()).Metric("application.duration");

    private static IEnumerable<MeasuredRun> Runs(string path, double[] seconds, bool blocks) =>
        Measured.Series(path, seconds).Select(each => blocks ? each : each with { Block = 0 });
}
