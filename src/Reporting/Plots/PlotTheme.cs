using ScottPlot;
using Wiretax.Reporting.Figures;

namespace Wiretax.Reporting.Plots;

/// <summary>The look of every plot. The greys are replaced by the page's own where a plot stands inside the report.</summary>
internal static class PlotTheme
{
    public const string Ink = "#1B2129";
    public const string Muted = "#5B6673";
    public const string Grid = "#DFE4EA";

    public const float TitleSize = 15;
    public const float TextSize = 13;
    public const float SmallTextSize = 12;

    /// <summary>Kinds of own bytes, told apart by lightness too.</summary>
    private static readonly Dictionary<string, string> Kinds = new()
    {
        [OwnBytes.Transport] = "#56B4E9",
        [OwnBytes.Network] = "#E69F00",
        [OwnBytes.Encapsulation] = "#CC79A7",
        [OwnBytes.Link] = "#7A8794",
        [OwnBytes.Padding] = "#F0E442",
        [OwnBytes.Other] = "#B9C2CC",
    };

    public static Color OfKind(string kind) => Color.FromHex(Kinds[kind]);

    /// <summary>An empty plot with horizontal rows: values along the bottom, names at the left.</summary>
    public static Plot NewRows(string axisTitle)
    {
        var plot = NewPlot();
        plot.Axes.Bottom.Label.Text = axisTitle;
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.TickLabelStyle.FontSize = TextSize;
        plot.Axes.Left.TickLabelStyle.ForeColor = Color.FromHex(Ink);
        return plot;
    }

    public static Plot NewPlot()
    {
        PlotFonts.Register();
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Right.MinimumSize = 16;
        plot.Axes.Top.IsVisible = false;
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.FrameLineStyle.Color = Color.FromHex(Muted);
            axis.MajorTickStyle.Color = Color.FromHex(Muted);
            axis.MinorTickStyle.Length = 0;
            axis.TickLabelStyle.FontSize = SmallTextSize;
            axis.TickLabelStyle.ForeColor = Color.FromHex(Muted);
        }
        foreach (var label in new[] { plot.Axes.Bottom.Label, plot.Axes.Left.Label })
        {
            label.FontSize = TextSize;
            label.Bold = false;
            label.ForeColor = Color.FromHex(Muted);
        }
        plot.Axes.Title.Label.FontSize = TitleSize;
        plot.Axes.Title.Label.Bold = true;
        plot.Axes.Title.FullFigureCenter = true;
        plot.Axes.Title.Label.ForeColor = Color.FromHex(Ink);
        plot.Grid.MajorLineColor = Color.FromHex(Grid);
        plot.Grid.MajorLineWidth = 1;
        return plot;
    }

    /// <summary>
    /// A line in dashes, each drawn as a line of its own: the SVG writer knows no dashed ones, and complains. Ends in
    /// the axes' coordinates.
    /// </summary>
    /// <returns>The first dash, which may carry the text of a legend.</returns>
    public static ScottPlot.Plottables.LinePlot Dashed(Plot plot, Coordinates from, Coordinates to, string colour, int dashes = 24)
    {
        ScottPlot.Plottables.LinePlot? first = null;
        for (var dash = 0; dash < dashes; dash++)
        {
            var line = plot.Add.Line(At(dash / (double)dashes), At((dash + 0.6) / dashes));
            (line.Color, line.LineWidth) = (Color.FromHex(colour), 1.5f);
            first ??= line;
        }
        return first!;

        Coordinates At(double share) => new(from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share));
    }

    /// <summary>The legend below the data, never over it.</summary>
    public static void LegendBelow(Plot plot)
    {
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.FontSize = SmallTextSize;
        plot.Legend.FontColor = Color.FromHex(Ink);
        plot.Legend.OutlineWidth = 0;
        plot.Legend.BackgroundColor = Colors.Transparent;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.SymbolWidth = 18;
        plot.Legend.TightHorizontalWrapping = true;
        plot.ShowLegend(Edge.Bottom);
    }

    public static void Label(ScottPlot.Plottables.Text text, Alignment alignment, string colour = Ink)
    {
        text.LabelFontSize = SmallTextSize;
        text.LabelFontName = PlotFonts.Family;
        text.LabelFontColor = Color.FromHex(colour);
        text.LabelAlignment = alignment;
    }
}
