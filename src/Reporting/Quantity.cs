using System.Globalization;

namespace Wiretax.Reporting;

/// <summary>
/// The one place where a figure becomes text. Units follow the SI; four significant digits; what is not known is an
/// en dash, never 0.
/// </summary>
public sealed class Quantity
{
    public const string Unknown = "–";

    /// <summary>For HTML and Markdown: digits grouped by a narrow no-break space, a true minus sign.</summary>
    public static Quantity Typographic { get; } = new("\u202f", "\u2212", "\u00a0");

    /// <summary>For terminals: digits grouped by a space, ASCII minus.</summary>
    public static Quantity Plain { get; } = new(" ", "-", " ");

    private readonly NumberFormatInfo _format;
    private readonly string _gap;

    private Quantity(string group, string minus, string gap)
    {
        _gap = gap;
        _format = new NumberFormatInfo { NumberGroupSeparator = group, NegativeSign = minus, NumberDecimalSeparator = "." };
    }

    /// <summary>By the unit's name in <c>wiretax/comparison/1</c>: <c>s</c>, <c>bytes</c>, <c>frames</c>, <c>bit/s</c>, <c>ratio</c>.</summary>
    public string Of(double? value, string unit) => unit switch
    {
        "s" => Seconds(value),
        "bit/s" => BitRate(value),
        "bytes" or "frames" => Count(value),
        "ratio" => Significant(value),
        _ => value is null ? Unknown : Significant(value) + _gap + unit,
    };

    /// <summary>Frames or bytes, ungrouped up to 9999; a median between two integers keeps its half.</summary>
    public string Count(double? value)
    {
        if (value is not { } number || !double.IsFinite(number))
            return Unknown;
        var whole = Math.Abs(number) < 10_000 ? "0" : "#,0";
        return number.ToString(number == Math.Truncate(number) ? whole : whole + ".#", _format);
    }

    /// <summary>In seconds, milliseconds or microseconds, whichever fits.</summary>
    public string Seconds(double? value) => value switch
    {
        null => Unknown,
        0 => "0" + _gap + "s",
        { } number when Math.Abs(number) >= 0.9995 => Significant(number) + _gap + "s",
        { } number when Math.Abs(number) >= 0.9995e-3 => Significant(number * 1e3) + _gap + "ms",
        { } number => Significant(number * 1e6) + _gap + "µs",
    };

    /// <summary>Bytes in kB (1000), MB or GB, whichever fits, where the exact count would be too long to read.</summary>
    public string Volume(double? bytes) => bytes switch
    {
        null => Unknown,
        { } number when Math.Abs(number) >= 0.9995e9 => Significant(number / 1e9, 3) + _gap + "GB",
        { } number when Math.Abs(number) >= 0.9995e6 => Significant(number / 1e6, 3) + _gap + "MB",
        { } number when Math.Abs(number) >= 9999.5 => Significant(number / 1e3, 3) + _gap + "kB",
        { } number => Count(number) + _gap + "B",
    };

    public string BitRate(double? value) => value switch
    {
        null => Unknown,
        { } number when Math.Abs(number) >= 0.9995e9 => Significant(number / 1e9) + _gap + "Gbit/s",
        { } number when Math.Abs(number) >= 0.9995e6 => Significant(number / 1e6) + _gap + "Mbit/s",
        { } number when Math.Abs(number) >= 0.9995e3 => Significant(number / 1e3) + _gap + "kbit/s",
        { } number => Significant(number) + _gap + "bit/s",
    };

    /// <summary>
    /// How many times the baseline: <c>1.96×</c>; finer where it is close to 1, three significant digits below 0.1, so
    /// that zero alone reads as zero.
    /// </summary>
    public string Ratio(double? value)
    {
        if (value is not { } ratio || !double.IsFinite(ratio))
            return Unknown;
        var digits = Math.Abs(ratio - 1) switch
        {
            _ when ratio == 0 => "0",
            _ when Math.Abs(ratio) is < 1e-4 or >= 1e6 => "0.00E0",
            _ when Math.Abs(ratio) < 0.1 => string.Create(CultureInfo.InvariantCulture, $"F{2 - Math.Floor(Math.Log10(Math.Abs(ratio)))}"),
            < 0.0095 => "0.0000",
            < 0.95 => "0.000",
            < 9.5 => "0.00",
            _ => "#,0.0",
        };
        return ratio.ToString(digits, _format) + "×";
    }

    public string RatioRange(double? low, double? high) =>
        low is null || high is null ? Unknown : $"{Ratio(low)} to {Ratio(high)}";

    /// <summary>A ratio's distance from 1 in percent, with its sign: 1.0617 is <c>+6.17 %</c>.</summary>
    public string Difference(double? ratio)
    {
        if (ratio is not { } known || !double.IsFinite(known))
            return Unknown;
        var percent = (known - 1) * 100;
        if (Math.Abs(percent) < 0.0005)
            return "0" + _gap + "%";
        var digits = Math.Abs(percent) switch { < 0.1 => "0.000", < 10 => "0.00", < 1000 => "0.0", _ => "#,0" };
        return (percent > 0 ? "+" : "") + percent.ToString(digits, _format) + _gap + "%";
    }

    /// <summary>A share of 1 in percent, without a sign.</summary>
    public string Share(double? share) =>
        share is not { } known || !double.IsFinite(known) ? Unknown : Significant(known * 100, 3) + _gap + "%";

    /// <summary>An index between 0 and 1: four decimals.</summary>
    public string Index(double? value) =>
        value is not { } known || !double.IsFinite(known) ? Unknown : known.ToString("0.0000", _format);

    private string Significant(double? value, int digits = 4)
    {
        if (value is not { } number || !double.IsFinite(number))
            return Unknown;
        if (number == 0)
            return "0";
        var before = (int)Math.Floor(Math.Log10(Math.Abs(number))) + 1;
        var after = Math.Clamp(digits - before, 0, 9);
        var rounded = Math.Round(number, after);
        return rounded.ToString(Math.Abs(rounded) < 10_000 ? "F" + after.ToString(CultureInfo.InvariantCulture) : "#,0", _format);
    }
}
