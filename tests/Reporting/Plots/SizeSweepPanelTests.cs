using ScottPlot;
using Wiretax.Analysis.Comparison;
using Wiretax.Reporting.Plots;

namespace Wiretax.Tests.Reporting.Plots;

public sealed class SizeSweepPanelTests
{
    [Fact]
    public void An_interval_out_of_sight_does_not_flatten_the_curve()
    {
        var style = new SeriesStyle(1, "#D55E00", MarkerShape.FilledDiamond, "◆");
        var (plot, marks) = SizeSweepPanel.Draw(
            "host", [new("guest", style, [Point(1e3, 20, 1, 2_500_000), Point(1e6, 6, 5, 7), Point(1e8, 3, 2.9, 3.1)])]);

        Assert.InRange(plot.Axes.Left.Range.Max, 40, 45);
        Assert.Equal("Time, ratio to host", plot.Axes.Left.Label.Text);
        Assert.Equal(3, marks.Count);
        Assert.Contains("guest", marks[0].Text, StringComparison.Ordinal);
    }

    private static SizePoint Point(double bytes, double ratio, double low, double high) => new(bytes, new MetricResult
    {
        Workload = "http",
        Direction = "rx",
        Metric = "application.duration",
        Unit = "s",
        Ratio = ratio,
        Low = low,
        High = high,
        Verdict = Verdicts.Slower,
    });
}
