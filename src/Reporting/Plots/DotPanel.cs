using ScottPlot;

namespace Wiretax.Reporting.Plots;

/// <summary>One row of a dot plot: every run, the median, and the median's interval where it is known.</summary>
internal sealed record DotRow(string Name, SeriesStyle Style, IReadOnlyList<(string Label, double Value)> Runs, double? Median, double? Low, double? High);

/// <summary>Rows of runs, one row a path: nothing is hidden behind a mean.</summary>
internal static class DotPanel
{
    private const int RowHeight = 58;
    private const int AxisHeight = 62;

    /// <summary>Where within a row the runs lie, and where the median and its interval.</summary>
    private const double RunsAt = -0.14;
    private const double MedianAt = 0.16;

    /// <summary>Share of the largest value below which a label in the middle would be cut by the axis.</summary>
    private const double NearTheEdge = 0.15;

    public static int HeightOf(int rows) => AxisHeight + (rows * RowHeight);

    /// <param name="text">A value with its unit.</param>
    /// <param name="limit">A line that no run can pass, with its name.</param>
    public static (Plot Plot, List<PanelMark> Marks) Draw(
        string axisTitle, AxisScale scale, IReadOnlyList<DotRow> rows, Func<double?, string> text, (double Value, string Name)? limit = null)
    {
        var plot = PlotTheme.NewRows($"{axisTitle}, {scale.Unit}");
        var marks = new List<PanelMark>();
        // An interval from few runs may reach out of sight; the runs must not shrink to nothing beside it.
        var highest = rows.SelectMany(Values).Append(limit?.Value ?? 0).Max();
        var largest = Math.Max(highest, Math.Min(rows.Max(each => each.High ?? 0), 2 * highest)) * scale.Factor;
        foreach (var (index, row) in rows.Index())
        {
            var y = rows.Count - 1 - index;
            DrawRow(plot, marks, row, y, scale, text, largest);
        }

        AxisScale.LinearFromZero(plot.Axes.Bottom, largest, room: 1.2);
        if (limit is { } line)
        {
            var x = line.Value * scale.Factor;
            PlotTheme.Dashed(plot, new Coordinates(x, -0.5), new Coordinates(x, rows.Count - 0.5), PlotTheme.Muted);
            PlotTheme.Label(plot.Add.Text(line.Name + " ", line.Value * scale.Factor, rows.Count - 0.62), Alignment.MiddleRight, PlotTheme.Muted);
        }
        plot.Axes.Left.SetTicks([.. rows.Index().Select(each => (double)(rows.Count - 1 - each.Index))], [.. rows.Select(each => each.Name)]);
        plot.Axes.SetLimitsY(-0.5, rows.Count - 0.5);
        return (plot, marks);
    }

    private static void DrawRow(Plot plot, List<PanelMark> marks, DotRow row, int y, AxisScale scale, Func<double?, string> text, double largest)
    {
        foreach (var (index, run) in row.Runs.Index())
        {
            var lane = RunsAt + (((index % 3) - 1) * -0.09);
            var marker = plot.Add.Marker(run.Value * scale.Factor, y + lane, row.Style.Shape, 8, row.Style.Color.WithAlpha(0.75));
            marker.MarkerStyle.LineWidth = 1.5f;
            marks.Add(new PanelMark(run.Value * scale.Factor, y + lane, $"{row.Name}, {run.Label}: {text(run.Value)}"));
        }
        if (row.Median is not { } median)
            return;

        var x = median * scale.Factor;
        if (row is { Low: { } low, High: { } high })
        {
            var interval = plot.Add.Line(low * scale.Factor, y + MedianAt, high * scale.Factor, y + MedianAt);
            (interval.Color, interval.LineWidth) = (row.Style.Color, 2.5f);
        }
        var tick = plot.Add.Line(x, y + MedianAt - 0.09, x, y + MedianAt + 0.09);
        (tick.Color, tick.LineWidth) = (row.Style.Color, 3);
        PlotTheme.Label(plot.Add.Text(text(median), x, y + MedianAt + 0.12), x < largest * NearTheEdge ? Alignment.LowerLeft : Alignment.LowerCenter);

        var bounds = row.Low is null ? "" : $" ({text(row.Low)} to {text(row.High)})";
        marks.Add(new PanelMark(x, y + MedianAt, $"{row.Name}, median: {text(median)}{bounds}"));
    }

    private static IEnumerable<double> Values(DotRow row) =>
        row.Runs.Select(each => each.Value).Append(row.Median ?? 0);
}
