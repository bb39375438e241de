using ScottPlot;
using SkiaSharp;

namespace Wiretax.Reporting.Plots;

/// <summary>
/// The fonts that plots are set in: the first of a few widespread ones that this machine has. Text in an SVG also
/// names the generic families, and keeps its width in whichever font a reader's machine has.
/// </summary>
internal sealed class PlotFonts : IFontResolver
{
    /// <summary>The name that plots ask for; it resolves to the font that was found.</summary>
    public const string Family = "Inter";

    private static readonly string[] Folders =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts/Supplemental", "/Library/Fonts", @"C:\Windows\Fonts",
    ];

    /// <summary>File names without their ending: regular and bold of one family, in order of preference.</summary>
    private static readonly (string Regular, string Bold)[] Choices =
    [
        ("Inter-Regular", "Inter-SemiBold"), ("NotoSans-Regular", "NotoSans-Bold"), ("LiberationSans-Regular", "LiberationSans-Bold"),
        ("DejaVuSans", "DejaVuSans-Bold"), ("Arial", "Arial Bold"), ("arial", "arialbd"),
    ];

    private static readonly Lazy<PlotFonts> Found = new(Find);

    private static readonly Lazy<bool> Registration = new(() =>
    {
        ScottPlot.Fonts.FontResolvers.Insert(0, Found.Value);
        ScottPlot.Fonts.Default = Family;
        return true;
    });

    private readonly SKTypeface _regular;
    private readonly SKTypeface _bold;

    private PlotFonts(SKTypeface regular, SKTypeface bold) => (_regular, _bold) = (regular, bold);

    /// <summary>Makes the fonts known to ScottPlot, once in a process.</summary>
    public static void Register() => _ = Registration.Value;

    /// <summary>Width of a text in the unit of its size.</summary>
    public static double Width(string text, double size, bool bold)
    {
        using var font = new SKFont(bold ? Found.Value._bold : Found.Value._regular, (float)size);
        return font.MeasureText(text);
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.Medium, italic: false);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName switch
    {
        Family => bold ? _bold : _regular,
        _ => null,
    };

    /// <summary>Without any of the fonts, Skia's own default, which may have no letters.</summary>
    private static PlotFonts Find()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        foreach (var file in Folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.?tf", options)))
            files.TryAdd(Path.GetFileNameWithoutExtension(file), file);

        foreach (var (regular, bold) in Choices)
        {
            if (files.TryGetValue(regular, out var file) && SKTypeface.FromFile(file) is { } typeface)
                return new PlotFonts(typeface, files.TryGetValue(bold, out file) ? SKTypeface.FromFile(file) ?? typeface : typeface);
        }
        return new PlotFonts(SKTypeface.Default, SKTypeface.Default);
    }
}
