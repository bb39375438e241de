using System.Globalization;
using System.Xml.Linq;

namespace Wiretax.Reporting.Plots;

/// <summary>
/// Makes the SVG that Skia draws fit for a page: ids of its own, a view box instead of a size, the page's greys, a
/// description, and values to hover over.
/// </summary>
internal static class SvgPanel
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Generic families behind the plot's own, for readers without it.</summary>
    private const string FontFamily = PlotFonts.Family + ", system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

    private static readonly Dictionary<string, string> PageColours = new(StringComparer.OrdinalIgnoreCase)
    {
        [PlotTheme.Ink] = "var(--ink)",
        [PlotTheme.Muted] = "var(--muted)",
        [PlotTheme.Grid] = "var(--grid)",
        ["#0072B2"] = "var(--series-0)",
        ["#D55E00"] = "var(--series-1)",
        ["#009E73"] = "var(--series-2)",
        ["#9C8F00"] = "var(--series-7)",
    };

    public static string Inline(
        string xml, string id, string description, int width, int height, IReadOnlyList<(double X, double Y, string Text)> marks)
    {
        var root = Clean(xml, id, description, width, height);
        foreach (var attribute in root.Descendants().Attributes().Where(each => each.Name.LocalName is "fill" or "stroke").ToList())
        {
            if (PageColours.TryGetValue(attribute.Value, out var colour))
            {
                // A presentation attribute cannot hold var(); a style can.
                var element = attribute.Parent!;
                element.SetAttributeValue("style", $"{element.Attribute("style")?.Value}{attribute.Name.LocalName}:{colour};");
                attribute.Remove();
            }
        }
        foreach (var (x, y, text) in marks)
        {
            root.Add(new XElement(Svg + "circle", new XAttribute("class", "mark"), new XAttribute("r", "9"),
                new XAttribute("cx", Number(x)), new XAttribute("cy", Number(y)), new XElement(Svg + "title", text)));
        }
        return root.ToString(SaveOptions.DisableFormatting);
    }

    public static string Standalone(string xml, string title, string description, int width, int height)
    {
        var root = Clean(xml, "plot", description, width, height);
        root.SetAttributeValue("width", width);
        root.SetAttributeValue("height", height);
        root.AddFirst(
            new XElement(Svg + "title", title),
            new XElement(Svg + "rect", new XAttribute("width", width), new XAttribute("height", height), new XAttribute("fill", "#FFFFFF")));
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    private static XElement Clean(string xml, string id, string description, int width, int height)
    {
        var root = XElement.Parse(xml);
        root.Attributes().Where(each => each.Name.LocalName is "width" or "height" or "xlink").Remove();
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}"));
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-label", description);

        // Skia numbers its ids through the whole process; here they count from 1, so that a plot is always the same file.
        var ids = root.Descendants().Attributes("id").Index()
            .ToDictionary(each => $"url(#{each.Item.Value})", each => string.Create(CultureInfo.InvariantCulture, $"{id}-{each.Index + 1}"));
        foreach (var element in root.Descendants().ToList())
        {
            if (element.Attribute("id") is { } own)
                own.Value = ids[$"url(#{own.Value})"];
            if (element.Attribute("clip-path") is { } clip)
                clip.Value = $"url(#{ids[clip.Value]})";
            if (element.Name == Svg + "text")
                CleanText(element);
        }
        root.Descendants(Svg + "defs").Where(each => !each.HasElements).Remove();
        return root;
    }

    /// <summary>
    /// Skia places each letter by the font that it measured with. A reader's may be another: the text is given its
    /// place and its width as a whole.
    /// </summary>
    private static void CleanText(XElement text)
    {
        text.Value = text.Value.Trim();
        text.SetAttributeValue("font-family", FontFamily);
        foreach (var name in new[] { "x", "y" })
        {
            if (text.Attribute(name) is { } positions)
                positions.Value = Shorten(positions.Value.Split(',', 2, StringSplitOptions.TrimEntries)[0]);
        }
        var size = double.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
        var bold = text.Attribute("font-weight") is not null;
        text.SetAttributeValue("textLength", Number(PlotFonts.Width(text.Value, size, bold)));
        text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
    }

    private static string Shorten(string number) => Number(double.Parse(number, CultureInfo.InvariantCulture));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
