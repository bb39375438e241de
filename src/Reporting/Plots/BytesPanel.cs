using ScottPlot;
using Wiretax.Reporting.Figures;

namespace Wiretax.Reporting.Plots;

/// <summary>What each layer adds to a byte of payload: stacked from the payload outwards, one row a path.</summary>
internal static class BytesPanel
{
    private const int RowHeight = 50;
    private const int AxisAndLegendHeight = 96;

    public static int HeightOf(int rows) => AxisAndLegendHeight + (rows * RowHeight);

    public static (Plot Plot, List<PanelMark> Marks) Draw(IReadOnlyList<OwnBytesFigure> rows)
    {
        var plot = PlotTheme.NewRows("Added to the payload, %");
        var marks = new List<PanelMark>();
        var drawn = new HashSet<string>();
        foreach (var (index, row) in rows.Index())
        {
            double y = rows.Count - 1 - index, from = 0;
            foreach (var part in row.Parts)
            {
                var share = part.PerPayloadByte.GetValueOrDefault() * 100;
                var bar = plot.Add.Bar(new Bar
                {
                    Position = y,
                    ValueBase = from,
                    Value = from + share,
                    Orientation = Orientation.Horizontal,
                    FillColor = PlotTheme.OfKind(part.Kind),
                    LineColor = PlotTheme.OfKind(part.Kind),
                    LineWidth = 0.5f,
                    Size = 0.46,
                });
                if (drawn.Add(part.Kind))
                    bar.LegendText = part.Kind.Replace(" headers", "", StringComparison.Ordinal);
                marks.Add(new PanelMark(from + (share / 2), y,
                    $"{row.Path}, {part.Kind}: {Quantity.Typographic.Count(part.Bytes)} bytes, {Quantity.Typographic.Share(part.PerPayloadByte)} of the payload"));
                from += share;
            }
            var label = $" {Quantity.Typographic.Share(row.OverheadPerPayloadByte)}, {Quantity.Typographic.Volume(row.Parts.Sum(each => each.Bytes))}";
            PlotTheme.Label(plot.Add.Text(label, from, y), Alignment.MiddleLeft);
        }

        AxisScale.LinearFromZero(plot.Axes.Bottom, rows.Max(each => each.OverheadPerPayloadByte.GetValueOrDefault()) * 100, room: 1.55);
        plot.Axes.Left.SetTicks([.. rows.Index().Select(each => (double)(rows.Count - 1 - each.Index))], [.. rows.Select(each => each.Path)]);
        plot.Axes.SetLimitsY(-0.5, rows.Count - 0.5);
        PlotTheme.LegendBelow(plot);
        return (plot, marks);
    }
}
