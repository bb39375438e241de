using ScottPlot;

namespace Wiretax.Reporting.Plots;

/// <summary>One path's throughput at one number of pairs: every run, the median, and its interval where it is known.</summary>
internal sealed record ScaleOutPoint(int Pairs, IReadOnlyList<double> Runs, double? Median, double? Low, double? High);

/// <summary>One path's curve.</summary>
internal sealed record ScaleOutSeries(string Name, SeriesStyle Style, IReadOnlyList<ScaleOutPoint> Points);

/// <summary>What the wires of so many pairs have: their rate, or the application bytes that fit it.</summary>
/// <param name="IsPayload">The latter.</param>
internal sealed record WireCurve(string Name, bool IsPayload, IReadOnlyList<(int Pairs, double BitsPerSecond)> Points);

/// <summary>Throughput against the number of pairs that run at the same time: the scale-out study's figure.</summary>
internal static class ScaleOutPanel
{
    public const int Height = 350;

    private const double WireReach = 0.3;

    public static (Plot Plot, List<PanelMark> Marks) Draw(IReadOnlyList<ScaleOutSeries> series, IReadOnlyList<WireCurve> wires)
    {
        var plot = PlotTheme.NewPlot();
        var marks = new List<PanelMark>();
        var points = series.SelectMany(each => each.Points).ToList();
        var largest = points.SelectMany(each => each.Runs.Append(each.High ?? 0))
            .Concat(wires.SelectMany(each => each.Points).Select(each => each.BitsPerSecond)).Max();
        var scale = AxisScale.BitRate(largest);

        foreach (var wire in wires)
            DrawWire(plot, wire, scale.Factor);
        foreach (var (index, each) in series.Index())
        {
            // Beside one another, so that no path hides another's points.
            var shift = (index - ((series.Count - 1) / 2.0)) * 0.07;
            DrawSeries(plot, marks, each, shift, scale.Factor);
        }

        plot.Axes.Bottom.Label.Text = "Pairs at the same time";
        var pairs = points.Select(each => each.Pairs).Distinct().Order().ToList();
        plot.Axes.Bottom.SetTicks([.. pairs.Select(each => (double)each)], [.. pairs.Select(each => AxisScale.Text(each))]);
        plot.Axes.SetLimitsX(pairs[0] - 0.5, pairs[^1] + 0.5);
        plot.Axes.Left.Label.Text = $"Application throughput, {scale.Unit}";
        AxisScale.LinearFromZero(plot.Axes.Left, largest * scale.Factor);
        PlotTheme.LegendBelow(plot);
        return (plot, marks);
    }

    /// <summary>
    /// A level line at each number of pairs, as wide as the points are shifted there: a line through all of them would
    /// lie above those shifted to the right and below those to the left.
    /// </summary>
    private static void DrawWire(Plot plot, WireCurve wire, double factor)
    {
        foreach (var (index, point) in wire.Points.Index())
        {
            var (left, right) = (new Coordinates(point.Pairs - WireReach, point.BitsPerSecond * factor), new Coordinates(point.Pairs + WireReach, point.BitsPerSecond * factor));
            var line = wire.IsPayload ? PlotTheme.Dashed(plot, left, right, PlotTheme.Ink, dashes: 8) : plot.Add.Line(left, right);
            if (!wire.IsPayload)
                (line.Color, line.LineWidth) = (Color.FromHex(PlotTheme.Muted), 2);
            line.LegendText = index == 0 ? wire.Name : "";
        }
    }

    private static void DrawSeries(Plot plot, List<PanelMark> marks, ScaleOutSeries series, double shift, double factor)
    {
        var medians = series.Points.Where(each => each.Median is not null)
            .Select(each => new Coordinates(each.Pairs + shift, each.Median!.Value * factor)).ToArray();
        var line = plot.Add.ScatterLine(medians, series.Style.Color);
        line.LineWidth = 2;
        line.LegendText = series.Name;
        line.MarkerStyle.Shape = series.Style.Shape;
        line.MarkerStyle.Size = 9;
        line.MarkerStyle.FillColor = series.Style.Color;
        line.MarkerStyle.LineColor = series.Style.Color;

        foreach (var point in series.Points)
        {
            var x = point.Pairs + shift;
            foreach (var run in point.Runs)
                plot.Add.Marker(x, run * factor, series.Style.Shape, 5, series.Style.Color.WithAlpha(0.5));
            if (point is { Low: { } low, High: { } high })
            {
                var interval = plot.Add.Line(x, low * factor, x, high * factor);
                (interval.Color, interval.LineWidth) = (series.Style.Color, 1.5f);
            }
            if (point.Median is { } median)
                marks.Add(new PanelMark(x, median * factor, Describe(series.Name, point)));
        }
    }

    public static string Describe(string name, ScaleOutPoint point)
    {
        var say = Quantity.Typographic;
        var bounds = point.Low is null ? "" : $" ({say.BitRate(point.Low)} to {say.BitRate(point.High)})";
        return $"{name}, {say.Count(point.Pairs)} {(point.Pairs == 1 ? "pair" : "pairs")}: {say.BitRate(point.Median)}{bounds}";
    }
}
