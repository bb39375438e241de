using ScottPlot;
using Wiretax.Analysis.Comparison;

namespace Wiretax.Reporting.Plots;

/// <summary>One metric of one candidate as a ratio to the baseline.</summary>
internal sealed record RatioRow(string Metric, string Candidate, SeriesStyle Style, MetricResult Result);

/// <summary>Ratios to the baseline with their intervals, on a logarithmic axis so that half and double lie as far from 1.</summary>
internal static class RatioPanel
{
    private const int RowHeight = 34;
    private const int AxisHeight = 62;
    private const int LegendHeight = 34;

    public static int HeightOf(int metrics, int candidates) => AxisHeight + (candidates > 1 ? LegendHeight : 0) + (metrics * (RowHeight + ((candidates - 1) * 12)));

    public static (Plot Plot, List<PanelMark> Marks) Draw(string baseline, IReadOnlyList<RatioRow> rows)
    {
        var metrics = rows.Select(each => each.Metric).Distinct().ToList();
        var candidates = rows.Select(each => each.Candidate).Distinct().ToList();
        var plot = PlotTheme.NewRows($"Ratio {(candidates.Count == 1 ? $"of {candidates[0]} " : "")}to {baseline} (logarithmic)");
        var marks = new List<PanelMark>();

        PlotTheme.Dashed(plot, new Coordinates(0, -0.6), new Coordinates(0, metrics.Count - 0.4), PlotTheme.Muted);
        var named = new HashSet<string>();
        foreach (var row in rows)
        {
            var y = metrics.Count - 1 - metrics.IndexOf(row.Metric) + Offset(candidates.IndexOf(row.Candidate), candidates.Count);
            var x = Math.Log10(row.Result.Ratio!.Value);
            if (row.Result is { Low: > 0 and { } low, High: > 0 and { } high })
            {
                var interval = plot.Add.Line(Math.Log10(low), y, Math.Log10(high), y);
                (interval.Color, interval.LineWidth) = (row.Style.Color, 2.5f);
            }
            var marker = plot.Add.Marker(x, y, row.Style.Shape, 9, row.Style.Color);
            marker.MarkerStyle.LineWidth = 1.5f;
            if (named.Add(row.Candidate))
                marker.LegendText = row.Candidate;
            marks.Add(new PanelMark(x, y, Describe(row)));
        }

        var values = rows.SelectMany(each => new[] { each.Result.Ratio, each.Result.Low, each.Result.High }).OfType<double>()
            .Where(each => each > 0).ToList();
        AxisScale.Logarithmic(
            plot.Axes.Bottom, Math.Min(values.Min(), 0.9), Math.Max(values.Max(), 1.1), value => AxisScale.Text(value) + "×");
        plot.Axes.Left.SetTicks([.. metrics.Index().Select(each => (double)(metrics.Count - 1 - each.Index))], [.. metrics]);
        plot.Axes.SetLimitsY(-0.6, metrics.Count - 0.4);
        if (candidates.Count > 1)
            PlotTheme.LegendBelow(plot);
        return (plot, marks);
    }

    public static string Describe(RatioRow row)
    {
        var range = row.Result.Low is null ? "" : $" ({Quantity.Typographic.RatioRange(row.Result.Low, row.Result.High)})";
        return $"{row.Candidate}, {row.Metric}: {Quantity.Typographic.Ratio(row.Result.Ratio)}{range}, {row.Result.Verdict}";
    }

    private static double Offset(int candidate, int of) => of == 1 ? 0 : (((of - 1) / 2.0) - candidate) * Math.Min(0.3, 0.7 / of);
}
