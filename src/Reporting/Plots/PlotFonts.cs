using ScottPlot;
using SkiaSharp;

namespace Wiretax.Reporting.Plots;

/// <summary>
/// The fonts that plots are set in. They are part of the program (Inter under the SIL Open Font License, see
/// Fonts/OFL.txt), so that text also appears on a machine without any fonts.
/// </summary>
internal sealed class PlotFonts : IFontResolver
{
    public const string Family = "Inter";

    private static readonly Lazy<bool> Registration = new(() =>
    {
        Fonts.FontResolvers.Insert(0, new PlotFonts());
        Fonts.Default = Family;
        return true;
    });

    private readonly SKTypeface _regular = Load("Inter-Regular.otf");
    private readonly SKTypeface _semiBold = Load("Inter-SemiBold.otf");

    private PlotFonts()
    {
    }

    /// <summary>Makes the fonts known to ScottPlot, once in a process.</summary>
    public static void Register() => _ = Registration.Value;

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.Medium, italic: false);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName switch
    {
        Family => bold ? _semiBold : _regular,
        _ => null,
    };

    private static SKTypeface Load(string name)
    {
        using var stream = EmbeddedFile.Open(name);
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
