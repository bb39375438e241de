using ScottPlot;
using Wiretax.Analysis.Accounting;

namespace Wiretax.Reporting.Plots;

/// <summary>Application bytes over time of one run.</summary>
internal sealed record TimeCurve(string Name, SeriesStyle Style, PayloadOverTime Bytes);

/// <summary>Throughput over the course of a run: a step for each bin, a line for each run.</summary>
internal static class TimePanel
{
    public const int Height = 300;

    public static Plot Draw(IReadOnlyList<TimeCurve> curves)
    {
        var plot = PlotTheme.NewPlot();
        var longest = curves.Max(each => each.Bytes.Bytes.Count * each.Bytes.BinSeconds);
        var largest = curves.Max(each => each.Bytes.Bytes.Max() * 8 / each.Bytes.BinSeconds);
        var (time, rate) = (AxisScale.Seconds(longest), AxisScale.BitRate(largest));

        var named = new HashSet<string>();
        foreach (var curve in curves)
        {
            // A control has its original's colour, in thinner and fainter lines: the SVG writer knows no dotted ones.
            var line = plot.Add.ScatterLine(Steps(curve.Bytes, time, rate), curve.Style.Color.WithAlpha(curve.Style.IsOutline ? 0.4 : 0.7));
            line.ConnectStyle = ConnectStyle.StepHorizontal;
            line.LineWidth = curve.Style.IsOutline ? 0.7f : 1.2f;
            line.LegendText = named.Add(curve.Name) ? curve.Name : "";
        }

        AxisScale.LinearFromZero(plot.Axes.Bottom, longest * time.Factor);
        plot.Axes.Bottom.Label.Text = $"Time since the first byte, {time.Unit}";
        AxisScale.LinearFromZero(plot.Axes.Left, largest * rate.Factor);
        plot.Axes.Left.Label.Text = $"Application throughput, {rate.Unit}";
        PlotTheme.LegendBelow(plot);
        return plot;
    }

    /// <summary>One point where each bin begins, and one where the last ends.</summary>
    private static Coordinates[] Steps(PayloadOverTime series, AxisScale time, AxisScale rate) =>
    [
        .. from bin in series.Bytes.Append(0L).Index()
           select new Coordinates(bin.Index * series.BinSeconds * time.Factor, bin.Item * 8 / series.BinSeconds * rate.Factor),
    ];
}
