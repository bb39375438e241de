using System.Globalization;

namespace Wiretax.Analysis.Comparison;

/// <summary>Figures in words: three significant digits, in the unit that fits their size.</summary>
public static class Quantities
{
    /// <summary><c>0.41 ms</c>, <c>42.2 MB</c>, <c>944 Mb/s</c>.</summary>
    public static string Text(double value, string unit)
    {
        var scale = Fit(Math.Abs(value), unit);
        return Digits(value / scale.Factor) + scale.Suffix;
    }

    /// <summary>Both ends in the unit of the larger: <c>0.38 to 0.45 ms</c>.</summary>
    public static string Range(double low, double high, string unit)
    {
        var scale = Fit(Math.Max(Math.Abs(low), Math.Abs(high)), unit);
        var format = "#,0." + new string('0', Decimals(Math.Max(Math.Abs(low), Math.Abs(high)) / scale.Factor));
        return $"{Ended(low)} to {Ended(high)}{scale.Suffix}";

        string Ended(double end) => (end / scale.Factor).ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A change as a percentage without its sign: 0.027 is <c>2.7 %</c>.</summary>
    public static string Percent(double change) => Digits(Math.Abs(change) * 100) + " %";

    /// <summary>Three significant digits at most, thousands set apart, an exponent only beyond a milliard.</summary>
    public static string Digits(double value) => Math.Abs(value) >= 1e9
        ? value.ToString("0.0E0", CultureInfo.InvariantCulture)
        : value.ToString("#,0." + new string('#', Decimals(Math.Abs(value))), CultureInfo.InvariantCulture);

    /// <summary>Decimals that make three significant digits.</summary>
    private static int Decimals(double size) => size == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 12);

    private static (double Factor, string Suffix) Fit(double size, string unit) => unit switch
    {
        "s" => size switch
        {
            0 or >= 1 => (1, " s"),
            >= 1e-4 => (1e-3, " ms"),
            >= 1e-6 => (1e-6, " µs"),
            _ => (1e-9, " ns"),
        },
        "bit/s" => size switch { >= 1e9 => (1e9, " Gb/s"), >= 1e6 => (1e6, " Mb/s"), >= 1e3 => (1e3, " kb/s"), _ => (1, " b/s") },
        "bytes" => size switch { >= 1e9 => (1e9, " GB"), >= 1e6 => (1e6, " MB"), >= 1e4 => (1e3, " kB"), _ => (1, " bytes") },
        "s/GB" => (1, " s/GB"),
        "ratio" => (1, ""),
        _ => (1, " " + unit),
    };
}
