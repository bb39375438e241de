using ScottPlot;
using Wiretax.Reporting;
using Wiretax.Reporting.Plots;

namespace Wiretax.Tests.Reporting.Plots;

public sealed class DotPanelTests
{
    [Fact]
    public void An_interval_out_of_sight_does_not_shrink_the_runs()
    {
        var style = new SeriesStyle(0, "#0072B2", MarkerShape.FilledCircle, "●");
        var row = new DotRow("guest", style, [("run 1", 0.1), ("run 2", 10), ("run 3", 0.2)], 0.2, 0.001, 250);

        var (plot, marks) = DotPanel.Draw("Duration", AxisScale.Seconds(10), [row], Quantity.Typographic.Seconds);

        Assert.InRange(plot.Axes.Bottom.Range.Max, 20, 25);
        Assert.Contains(marks, each => each.Text.EndsWith("to 250.0\u00a0s)", StringComparison.Ordinal));
    }
}
