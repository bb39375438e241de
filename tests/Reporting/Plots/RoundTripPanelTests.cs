using ScottPlot;
using Wiretax.Analysis.Accounting;
using Wiretax.Reporting.Figures;
using Wiretax.Reporting.Plots;

namespace Wiretax.Tests.Reporting.Plots;

public sealed class RoundTripPanelTests
{
    private static readonly SeriesStyle Style = new(0, "#0072B2", MarkerShape.FilledCircle, "●");

    [Fact]
    public void The_share_rises_at_a_sample_and_not_before_it()
    {
        var (plot, marks) = RoundTripPanel.Draw([new("host", Style, [0.001, 0.002, 0.004, 0.008], 1)]);

        Assert.Equal(
            ["25.0\u00a0%", "50.0\u00a0%", "75.0\u00a0%", "100\u00a0%"],
            marks.Select(each => each.Text["host: ".Length..each.Text.IndexOf(" within", StringComparison.Ordinal)]));
        Assert.EndsWith("within 1.000\u00a0ms", marks[0].Text, StringComparison.Ordinal);
        plot.GetSvgXml(440, 320);
        var level = plot.GetPixel(new Coordinates(-3, 25));
        var next = plot.GetPixel(new Coordinates(Math.Log10(0.002), 50));
        Assert.True(IsInk(plot, (level.X + next.X) / 2, level.Y), "Between the first and the second sample the curve lies at 25 %.");
        Assert.False(IsInk(plot, (level.X + next.X) / 2, next.Y - 2), "Only from the second sample on it lies at 50 %.");
    }

    [Fact]
    public void Where_echoes_were_lost_the_curve_ends_flat_below_all_of_them()
    {
        var (plot, marks) = RoundTripPanel.Draw([new("guest", Style, [0.001, 0.001, 0, 0.004], 0.5)]);

        Assert.Equal(["guest: 37.5\u00a0% within 1.000\u00a0ms", "guest: 50.0\u00a0% within 4.000\u00a0ms"], marks.Select(each => each.Text));
        plot.GetSvgXml(440, 320);
        var end = plot.GetPixel(new Coordinates(plot.Axes.Bottom.Range.Max, 50));
        Assert.True(IsInk(plot, end.X - 4, end.Y), "The curve reaches the right edge at the share that was answered.");
    }

    [Fact]
    public void Lost_echoes_of_all_runs_count()
    {
        var record = MadeUpSession.Create();
        record = record with
        {
            Runs = [.. record.Runs.Select(run => run is { Path: "host", Summary: { Echo: { } echo } summary }
                ? run with { Summary = summary with { Echo = new EchoSummary(8, 4, 4, echo.RttSeconds) { Samples = echo.Samples } } }
                : run)],
        };

        var panel = SessionPlots.Of(record, SessionFigures.Of(record)).Single(each => each.Group == SessionPlots.RoundTrips);

        Assert.Matches("host [0-9.]+\u00a0µs \\(50.0\u00a0% answered\\); host-again [0-9.]+\u00a0µs;", panel.Description);
        Assert.Equal(50, panel.Marks.Where(each => each.Text.StartsWith("host:", StringComparison.Ordinal)).Max(each => each.Y), 9);
    }

    /// <summary>Whether the line's colour is at a place of the picture.</summary>
    private static bool IsInk(Plot plot, float x, float y)
    {
        using var picture = SkiaSharp.SKBitmap.Decode(plot.GetImageBytes(440, 320, ImageFormat.Png));
        var colour = picture.GetPixel((int)x, (int)y);
        return colour.Blue > colour.Red + 60 && colour.Alpha > 0;
    }
}
