using ScottPlot;
using Wiretax.Sessions;

namespace Wiretax.Reporting.Plots;

/// <summary>
/// How a path looks, the same in every plot and document: a colour of Okabe and Ito's set, which the colour-blind can
/// tell apart (jfly.uni-koeln.de/color; their yellow is darkened to be seen on white), and a marker shape that tells the
/// same without colour.
/// </summary>
/// <param name="Slot">Position in the set; the style sheet's <c>--series-N</c>.</param>
public sealed record SeriesStyle(int Slot, string Hex, MarkerShape Shape, string Glyph)
{
    private static readonly SeriesStyle[] Set =
    [
        new(0, "#0072B2", MarkerShape.FilledCircle, "●"),
        new(1, "#D55E00", MarkerShape.FilledDiamond, "◆"),
        new(2, "#009E73", MarkerShape.FilledTriangleUp, "▲"),
        new(3, "#CC79A7", MarkerShape.FilledSquare, "■"),
        new(4, "#E69F00", MarkerShape.FilledTriangleDown, "▼"),
        new(5, "#56B4E9", MarkerShape.Cross, "✚"),
        new(6, "#1B2129", MarkerShape.Eks, "✖"),
        new(7, "#9C8F00", MarkerShape.Asterisk, "✱"),
    ];

    /// <summary>An A/A control.</summary>
    public bool IsOutline { get; init; }

    public Color Color => Color.FromHex(Hex);

    /// <summary>By the path's place in the session, the baseline first; a control looks like its original, in outline.</summary>
    public static IReadOnlyDictionary<string, SeriesStyle> ForPaths(SessionRecord record)
    {
        var own = record.Paths.Where(each => each.ControlOf is null).Select(each => each.Name)
            .Concat(record.Runs.Select(each => each.Path).Except(record.Paths.Select(each => each.Name)))
            .OrderBy(each => each != record.Baseline)
            .ToList();
        var styles = own.Index().ToDictionary(each => each.Item, each => At(each.Index));
        foreach (var control in record.Paths.Where(each => each.ControlOf is not null))
        {
            var original = styles.GetValueOrDefault(control.ControlOf!, Set[0]);
            styles[control.Name] = original with { IsOutline = true, Shape = Outline(original.Shape), Glyph = OutlineGlyph(original.Glyph) };
        }
        return styles;
    }

    /// <summary>Beyond the set colours come again, each with another shape.</summary>
    private static SeriesStyle At(int index)
    {
        var shape = Set[(index + (index / Set.Length * 3)) % Set.Length];
        return Set[index % Set.Length] with { Shape = shape.Shape, Glyph = shape.Glyph };
    }

    private static MarkerShape Outline(MarkerShape shape) => shape switch
    {
        MarkerShape.FilledCircle => MarkerShape.OpenCircle,
        MarkerShape.FilledDiamond => MarkerShape.OpenDiamond,
        MarkerShape.FilledTriangleUp => MarkerShape.OpenTriangleUp,
        MarkerShape.FilledTriangleDown => MarkerShape.OpenTriangleDown,
        MarkerShape.FilledSquare => MarkerShape.OpenSquare,
        _ => MarkerShape.Eks,
    };

    private static string OutlineGlyph(string glyph) => glyph switch
    {
        "●" => "○",
        "◆" => "◇",
        "▲" => "△",
        "■" => "□",
        "▼" => "▽",
        _ => "✕",
    };
}
