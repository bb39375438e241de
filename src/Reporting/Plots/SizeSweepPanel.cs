using ScottPlot;
using Wiretax.Analysis.Comparison;

namespace Wiretax.Reporting.Plots;

/// <summary>One candidate's ratio to the baseline at one size of transfer, in bytes of payload.</summary>
internal sealed record SizePoint(double Bytes, MetricResult Metric);

internal sealed record SizeSeries(string Name, SeriesStyle Style, IReadOnlyList<SizePoint> Points);

/// <summary>What a path costs against the size of the transfer: the share of a fixed cost shrinks as transfers grow.</summary>
internal static class SizeSweepPanel
{
    public const int Height = 320;

    public static (Plot Plot, List<PanelMark> Marks) Draw(string baseline, IReadOnlyList<SizeSeries> series)
    {
        var plot = PlotTheme.NewPlot();
        var marks = new List<PanelMark>();
        var points = series.SelectMany(each => each.Points).ToList();

        foreach (var each in series)
        {
            var line = plot.Add.ScatterLine(each.Points.Select(At).ToArray(), each.Style.Color);
            line.LineWidth = 2;
            line.LegendText = each.Name;
            line.MarkerStyle.Shape = each.Style.Shape;
            line.MarkerStyle.Size = 9;
            line.MarkerStyle.FillColor = each.Style.Color;
            line.MarkerStyle.LineColor = each.Style.Color;
            foreach (var point in each.Points)
            {
                if (point.Metric is { Low: { } low, High: { } high })
                {
                    var interval = plot.Add.Line(At(point).X, low, At(point).X, high);
                    (interval.Color, interval.LineWidth) = (each.Style.Color, 1.5f);
                }
                marks.Add(new PanelMark(At(point).X, At(point).Y, Describe(each.Name, point)));
            }
        }

        plot.Axes.Bottom.Label.Text = "Size of the transfer (logarithmic)";
        AxisScale.Logarithmic(plot.Axes.Bottom, points.Min(each => each.Bytes), points.Max(each => each.Bytes), bytes => Quantity.Typographic.Volume(bytes));
        var range = plot.Axes.Bottom.Range;
        PlotTheme.Dashed(plot, new Coordinates(range.Min, 1), new Coordinates(range.Max, 1), PlotTheme.Muted, dashes: 48);
        plot.Axes.Left.Label.Text = $"Time, ratio to {baseline}";
        // An interval from few runs may reach out of sight; the curve must not shrink to nothing beside it.
        var highest = points.Max(each => each.Metric.Ratio!.Value);
        AxisScale.LinearFromZero(plot.Axes.Left, Math.Min(points.Max(each => each.Metric.High ?? 0), 2 * highest) is var reach && reach > highest ? reach : highest);
        PlotTheme.LegendBelow(plot);
        return (plot, marks);
    }

    public static string Describe(string name, SizePoint point)
    {
        var say = Quantity.Typographic;
        var bounds = point.Metric.Low is null ? "" : $" ({say.Ratio(point.Metric.Low)} to {say.Ratio(point.Metric.High)})";
        return $"{name}, {say.Count((long)point.Bytes)} bytes: {say.Ratio(point.Metric.Ratio)}{bounds}";
    }

    private static Coordinates At(SizePoint point) => new(Math.Log10(point.Bytes), point.Metric.Ratio!.Value);
}
