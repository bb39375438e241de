using ScottPlot;

namespace Wiretax.Reporting.Plots;

/// <summary>All echo round-trip times of one path, in seconds.</summary>
/// <param name="Answered">Share of the requests that were answered, 0 to 1: the height at which the curve ends.</param>
internal sealed record RoundTripSeries(string Name, SeriesStyle Style, IReadOnlyList<double> Seconds, double Answered);

/// <summary>The share of echoes answered within a time: every sample is a step, nothing is binned.</summary>
internal static class RoundTripPanel
{
    public const int Height = 320;

    /// <summary>Above this many steps the line alone is drawn.</summary>
    private const int MostMarkers = 60;

    /// <summary>A curve with more steps than this has every n-th of them; the eye sees no difference.</summary>
    private const int MostSteps = 500;

    public static (Plot Plot, List<PanelMark> Marks) Draw(IReadOnlyList<RoundTripSeries> series)
    {
        var plot = PlotTheme.NewPlot();
        var marks = new List<PanelMark>();
        var smallest = series.SelectMany(each => each.Seconds).Where(each => each > 0).Min();
        var largest = series.SelectMany(each => each.Seconds).Max();
        var scale = AxisScale.Seconds(Math.Sqrt(smallest * largest));
        AxisScale.Logarithmic(plot.Axes.Bottom, smallest, largest, value => AxisScale.Text(value * scale.Factor));

        foreach (var each in series)
        {
            var steps = Steps(each);
            Ends(plot, each, steps);
            var line = Line(plot, each, [.. steps.Select(At)]);
            line.MarkerStyle.Shape = each.Style.Shape;
            line.MarkerStyle.Size = steps.Count <= MostMarkers ? 6 : 0;
            line.MarkerStyle.FillColor = each.Style.Color;
            line.MarkerStyle.LineColor = each.Style.Color;
            line.LegendText = each.Name;
            if (steps.Count <= MostMarkers)
            {
                marks.AddRange(steps.Select(step => new PanelMark(
                    At(step).X, At(step).Y, $"{each.Name}: {Quantity.Typographic.Share(step.Share)} within {Quantity.Typographic.Seconds(step.Seconds)}")));
            }
        }

        plot.Axes.Bottom.Label.Text = $"Round-trip time, {scale.Unit} (logarithmic)";
        plot.Axes.Left.Label.Text = "Echoes answered within, %";
        plot.Axes.Left.SetTicks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100"]);
        plot.Axes.SetLimitsY(0, 106);
        PlotTheme.LegendBelow(plot);
        return (plot, marks);
    }

    /// <summary>The level before the first step with the rise to it, and the level after the last: both reach the plot's edges.</summary>
    private static void Ends(Plot plot, RoundTripSeries series, List<(double Seconds, double Share)> steps)
    {
        var (first, last) = (At(steps[0]), At(steps[^1]));
        var below = 100 * series.Answered * series.Seconds.Count(each => each <= 0) / series.Seconds.Count;
        Line(plot, series, [new(plot.Axes.Bottom.Range.Min, below), first]).MarkerStyle.Size = 0;
        Line(plot, series, [last, new(plot.Axes.Bottom.Range.Max, last.Y)]).MarkerStyle.Size = 0;
    }

    /// <summary>To the right first, then up: until the next sample the share stays what it is.</summary>
    private static ScottPlot.Plottables.Scatter Line(Plot plot, RoundTripSeries series, Coordinates[] points)
    {
        var line = plot.Add.ScatterLine(points, series.Style.Color);
        line.ConnectStyle = ConnectStyle.StepHorizontal;
        line.LineWidth = 2;
        return line;
    }

    private static Coordinates At((double Seconds, double Share) step) => new(Math.Log10(step.Seconds), step.Share * 100);

    /// <summary>Each time once, with the share of all requests answered within it.</summary>
    private static List<(double Seconds, double Share)> Steps(RoundTripSeries series)
    {
        var sorted = series.Seconds.Order().ToArray();
        var steps = (from sample in sorted.Index()
                     where sample.Item > 0 && (sample.Index == sorted.Length - 1 || sorted[sample.Index + 1] > sample.Item)
                     select (sample.Item, series.Answered * (sample.Index + 1) / sorted.Length)).ToList();
        var every = Math.Max(1, steps.Count / MostSteps);
        return [.. steps.Where((_, index) => index % every == 0 || index == steps.Count - 1)];
    }
}
