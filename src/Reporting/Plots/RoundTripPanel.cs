using ScottPlot;

namespace Wiretax.Reporting.Plots;

/// <summary>All echo round-trip times of one path, in seconds.</summary>
internal sealed record RoundTripSeries(string Name, SeriesStyle Style, IReadOnlyList<double> Seconds);

/// <summary>The share of echoes answered within a time: every sample is a step, nothing is binned.</summary>
internal static class RoundTripPanel
{
    public const int Height = 320;

    /// <summary>Above this many samples the steps alone are drawn.</summary>
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

        foreach (var each in series)
        {
            var sorted = each.Seconds.Where(value => value > 0).Order().ToArray();
            var steps = Steps(sorted);
            var line = plot.Add.ScatterLine(steps.Select(step => new Coordinates(Math.Log10(step.X), step.Y)).ToArray(), each.Style.Color);
            line.ConnectStyle = ConnectStyle.StepVertical;
            line.LineWidth = 2;
            line.MarkerStyle.Shape = each.Style.Shape;
            line.MarkerStyle.Size = sorted.Length <= MostMarkers ? 6 : 0;
            line.MarkerStyle.FillColor = each.Style.Color;
            line.MarkerStyle.LineColor = each.Style.Color;
            line.LegendText = each.Name;
            if (sorted.Length <= MostMarkers)
            {
                marks.AddRange(steps.Skip(1).Select(step => new PanelMark(
                    Math.Log10(step.X), step.Y, $"{each.Name}: {Quantity.Typographic.Share(step.Y / 100)} within {Quantity.Typographic.Seconds(step.X)}")));
            }
        }

        plot.Axes.Bottom.Label.Text = $"Round-trip time, {scale.Unit} (logarithmic)";
        AxisScale.Logarithmic(plot.Axes.Bottom, smallest, largest, value => AxisScale.Text(value * scale.Factor));
        plot.Axes.Left.Label.Text = "Echoes answered within, %";
        plot.Axes.Left.SetTicks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100"]);
        plot.Axes.SetLimitsY(0, 106);
        PlotTheme.LegendBelow(plot);
        return (plot, marks);
    }

    private static List<(double X, double Y)> Steps(double[] sorted)
    {
        var every = Math.Max(1, sorted.Length / MostSteps);
        return
        [
            (sorted[0], 0),
            .. from step in sorted.Index()
               where step.Index % every == 0 || step.Index == sorted.Length - 1
               select (step.Item, 100.0 * (step.Index + 1) / sorted.Length),
        ];
    }
}
