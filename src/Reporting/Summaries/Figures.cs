using System.Globalization;

namespace Wiretax.Reporting.Summaries;

/// <summary>How figures are written for people: grouped integers, three decimals of a second, a dash for what is not known.</summary>
internal static class Figures
{
    public const string Unknown = "-";

    public static string Integer(long? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? Unknown;

    public static string Seconds(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? Unknown;

    public static string Milliseconds(double? seconds) =>
        seconds is { } known ? (known * 1000).ToString("0.000", CultureInfo.InvariantCulture) : Unknown;

    public static string Percent(long part, long whole) =>
        whole == 0 ? Unknown : (100.0 * part / whole).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>With a decimal prefix: <c>941.5 Mb/s</c>.</summary>
    public static string BitRate(double? bitsPerSecond)
    {
        if (bitsPerSecond is not { } rate)
            return Unknown;
        string[] units = ["b/s", "kb/s", "Mb/s", "Gb/s", "Tb/s"];
        var unit = 0;
        for (; rate >= 1000 && unit < units.Length - 1; unit++)
            rate /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{rate:0.0} {units[unit]}");
    }
}
