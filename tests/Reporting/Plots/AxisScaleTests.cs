using ScottPlot;
using Wiretax.Reporting.Plots;

namespace Wiretax.Tests.Reporting.Plots;

public sealed class AxisScaleTests
{
    [Theory]
    [InlineData(0.00631, 0.0066, "6.2 6.4 6.6 6.8")]
    [InlineData(0.0042, 0.0042, "4.1 4.2 4.3")]
    [InlineData(0.001, 0.02, "1 2 5 10 20")]
    public void A_logarithmic_axis_has_labels_however_narrow_it_is(double smallest, double largest, string labels) =>
        Assert.Equal(labels, string.Join(' ', Labels(smallest, largest, value => AxisScale.Text(value * 1e3))));

    [Fact]
    public void No_label_stands_twice() =>
        Assert.Equal(["0 ms", "1 ms"], Labels(0.0002, 0.0012, value => $"{Math.Floor(value * 1e3):0} ms"));

    private static IEnumerable<string> Labels(double smallest, double largest, Func<double, string> text)
    {
        using var plot = new Plot();
        AxisScale.Logarithmic(plot.Axes.Bottom, smallest, largest, text);
        plot.RenderInMemory();
        return plot.Axes.Bottom.TickGenerator.Ticks.Select(each => each.Label);
    }
}
