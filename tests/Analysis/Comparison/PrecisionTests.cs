using Wiretax.Analysis.Comparison;

namespace Wiretax.Tests.Analysis.Comparison;

public sealed class PrecisionTests
{
    private static readonly double[] Host = [1.00, 1.01, 0.99, 1.00, 1.02, 1.01, 0.98, 1.00];

    [Fact]
    public void Is_reached_once_the_interval_has_been_narrow_for_three_blocks()
    {
        double[] guest = [1.10, 1.12, 1.09, 1.10, 1.11, 1.12, 1.08, 1.10];
        MeasuredRun[] runs = [.. Measured.Series("host", Host), .. Measured.Series("guest", guest)];

        var narrow = Assess(runs);
        Assert.True(narrow.Reached);
        Assert.InRange(narrow.WidestHalfWidth!.Value, 0.001, 0.05);

        var early = Assess([.. runs.Where(each => each.Block <= 3)]);
        Assert.True(early.WidestHalfWidth <= 0.05);
        Assert.False(early.Reached);
    }

    [Fact]
    public void Tells_what_it_would_take_where_the_runs_spread_too_far()
    {
        double[] guest = [1.0, 1.6, 0.7, 1.3, 0.8, 1.5, 1.1, 0.9];

        var wide = Assess([.. Measured.Series("host", Host), .. Measured.Series("guest", guest)]);

        Assert.False(wide.Reached);
        Assert.InRange(wide.RunsNeeded!.Value, 100, 200);
    }

    [Fact]
    public void Is_unknown_with_one_run_or_without_a_complete_one()
    {
        Assert.Equal(new Precision(false, null, null), Assess([Measured.Http("host", 1, 1), Measured.Http("guest", 1, 1)]));
        Assert.Equal(new Precision(false, null, null), Assess([]));
    }

    private static Precision Assess(IReadOnlyList<MeasuredRun> runs) => Precision.Assess("host", runs, 0.05, new ComparisonOptions());
}
