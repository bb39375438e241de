using Wiretax.Analysis.Comparison;

namespace Wiretax.Tests.Analysis.Comparison;

public sealed class DoubtTests
{
    private static readonly double[] Steady = [1.00, 1.02, 0.99, 1.01, 1.00, 1.03, 0.98, 1.01];

    [Fact]
    public void A_path_that_slows_down_over_the_session_is_reported_as_drift()
    {
        double[] rising = [1.00, 1.02, 1.05, 1.07, 1.09, 1.12, 1.15, 1.18];
        var result = Comparer.Compare("host", [.. Measured.Series("host", Steady), .. Measured.Series("guest", rising)], new());

        Assert.Contains("rises", Assert.Single(result.Candidates[0].Warnings, each => each.Code == "drift").Message, StringComparison.Ordinal);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_control_that_differs_from_its_baseline_is_reported_and_one_that_does_not_is_the_noise_floor()
    {
        double[] slower = [.. Steady.Select(each => each * 1.2)];
        double[] again = [1.01, 1.00, 1.00, 1.02, 0.99, 1.01, 1.01, 0.99];

        var broken = Comparer.Compare("host", [.. Measured.Series("host", Steady), .. Measured.Series("again", slower)], new() { Control = "again" });
        var sound = Comparer.Compare("host", [.. Measured.Series("host", Steady), .. Measured.Series("again", again)], new() { Control = "again" });

        Assert.Contains(broken.Candidates[0].Warnings, each => each.Code == "control-differs");
        Assert.DoesNotContain(sound.Candidates[0].Warnings, each => each.Code == "control-differs");
        Assert.StartsWith("Noise floor: ", Assert.Single(sound.Candidates[0].Summary), StringComparison.Ordinal);
        Assert.InRange(sound.Metric("application.duration").SmallestDetectable!.Value, 0.01, 0.1);
    }

    [Fact]
    public void A_verdict_that_a_few_runs_decide_against_all_others_is_doubted()
    {
        // Three pairs in four are a little faster; the mean says slower because of the fourth.
        double[] host = [.. Enumerable.Repeat(1.0, 60)];
        double[] guest = [.. Enumerable.Repeat(0.999, 45).Concat(Enumerable.Repeat(4.0, 15))];

        var result = Comparer.Compare("host", [.. Measured.Series("host", host), .. Measured.Series("guest", guest)], new());

        var duration = result.Metric("application.duration");
        Assert.Equal(Verdicts.Slower, duration.Verdict);
        Assert.True(duration.RobustRatio < 1);
        Assert.Contains(result.Candidates[0].Warnings, each => each.Code == "outliers");
    }

    [Fact]
    public void What_the_baseline_never_ran_is_named_and_not_compared()
    {
        MeasuredRun[] runs = [.. Measured.Series("host", Steady), .. Measured.Series("guest", Steady), Measured.Ping("guest", 1, 0.001)];

        var guest = Comparer.Compare("host", runs, new()).Candidates.Single();

        Assert.Equal("guest has runs of ping tx and host has none: they are not compared.", Assert.Single(guest.Warnings, each => each.Code == "no-baseline").Message);
        Assert.DoesNotContain(guest.Metrics, each => each.Workload == "ping");
    }

    [Fact]
    public void Captures_above_segmentation_offload_are_doubted()
    {
        MeasuredRun[] runs = [.. Measured.Series("host", Steady), .. Measured.Series("guest", Steady).Select(each => each with { Summary = each.Account with { SuperFrames = 9 } })];

        Assert.Contains("72 over guest", Assert.Single(Comparer.Compare("host", runs, new()).Candidates[0].Warnings, each => each.Code == "super-frames").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_doubt_nothing_is_said()
    {
        var result = Comparer.Compare("host", [.. Measured.Series("host", Steady), .. Measured.Series("guest", [.. Steady.Reverse()])], new());

        Assert.Empty(result.Candidates[0].Warnings);
    }
}
