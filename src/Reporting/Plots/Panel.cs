using ScottPlot;

namespace Wiretax.Reporting.Plots;

/// <summary>One finished plot: its picture, what it is called, and what it says to those who cannot see it.</summary>
/// <param name="Name">Name of its files in <c>plots/</c>, without ending.</param>
/// <param name="Description">The plot in words, with its figures.</param>
/// <param name="Marks">Places in the plot that have a value to tell.</param>
public sealed record Panel(string Group, string Name, string Title, string Description, Plot Plot, int Height, IReadOnlyList<PanelMark> Marks)
{
    /// <summary>All panels are as wide, so that text has one size where they stand side by side.</summary>
    public const int Width = 440;

    private const int TitleHeight = 34;

    /// <summary>Left free beside a title, on both sides together.</summary>
    private const int TitleMargin = 32;
    private const int PngScale = 2;

    /// <summary>For the report: no title, no background, the page's own greys.</summary>
    public string InlineSvg()
    {
        Plot.Title(false);
        return SvgPanel.Inline(Plot.GetSvgXml(Width, Height), Name, Description, Width, Height, Pixels());
    }

    /// <summary>For a file of its own.</summary>
    public string StandaloneSvg()
    {
        ShowTitle();
        return SvgPanel.Standalone(Plot.GetSvgXml(Width, Height + TitleHeight), $"{Group}: {Title}", Description, Width, Height + TitleHeight);
    }

    /// <summary>For a file of its own, on white, at twice the size.</summary>
    public byte[] Png()
    {
        ShowTitle();
        var (background, factor) = (Plot.FigureBackground.Color, Plot.ScaleFactor);
        Plot.FigureBackground.Color = Colors.White;
        Plot.ScaleFactor = PngScale;
        try
        {
            return Plot.GetImageBytes(Width * PngScale, (Height + TitleHeight) * PngScale, ImageFormat.Png);
        }
        finally
        {
            (Plot.FigureBackground.Color, Plot.ScaleFactor) = (background, factor);
        }
    }

    /// <summary>A long title is set smaller, so that the picture's edge does not cut it.</summary>
    private void ShowTitle()
    {
        var title = $"{Group}: {Title}";
        var width = PlotFonts.Width(title, PlotTheme.TitleSize, bold: true);
        Plot.Title(title, (float)(PlotTheme.TitleSize * Math.Min(1, (Width - TitleMargin) / width)));
    }

    private List<(double X, double Y, string Text)> Pixels() =>
    [
        .. from mark in Marks
           let pixel = Plot.GetPixel(new Coordinates(mark.X, mark.Y))
           select ((double)pixel.X, (double)pixel.Y, mark.Text),
    ];
}

/// <summary>A value at a place in a plot's coordinates.</summary>
public sealed record PanelMark(double X, double Y, string Text);
