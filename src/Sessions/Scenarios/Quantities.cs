using System.Globalization;

namespace Wiretax.Sessions.Scenarios;

/// <summary>
/// Sizes and durations as people write them: <c>40MB</c> is 40,000,000 bytes and <c>64KiB</c> is 65,536 (IEC 80000-13);
/// <c>1s</c>, <c>200ms</c>, <c>2min</c>.
/// </summary>
public static class Quantities
{
    public const string SizeForm = "a size such as 40MB, 64KiB or 1500";
    public const string DurationForm = "a duration such as 10s, 200ms or 2min";

    private static readonly Dictionary<string, decimal> SizeUnits = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = 1,
        ["B"] = 1,
        ["kB"] = 1e3m,
        ["MB"] = 1e6m,
        ["GB"] = 1e9m,
        ["TB"] = 1e12m,
        ["KiB"] = 1024m,
        ["MiB"] = 1048576m,
        ["GiB"] = 1073741824m,
        ["TiB"] = 1099511627776m,
    };

    private static readonly Dictionary<string, decimal> DurationUnits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["us"] = 1e-6m,
        ["ms"] = 1e-3m,
        [""] = 1,
        ["s"] = 1,
        ["min"] = 60,
        ["m"] = 60,
        ["h"] = 3600,
    };

    /// <summary>Whole bytes; false for anything that is no size, is negative or has a fraction of a byte.</summary>
    public static bool TryParseSize(string text, out long bytes)
    {
        bytes = 0;
        if (!TrySplit(text, SizeUnits, out var value) || value != decimal.Truncate(value) || value > long.MaxValue)
            return false;
        bytes = (long)value;
        return true;
    }

    /// <summary>A duration from a microsecond to 1000 hours; without a unit, seconds.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        if (!TrySplit(text, DurationUnits, out var seconds) || seconds > 3_600_000)
            return false;
        duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    /// <summary>
    /// In the largest unit that it is a whole number of: <c>40 MB</c>, <c>64 KiB</c>, <c>1500 bytes</c>. Decimal units
    /// come first.
    /// </summary>
    public static string SizeText(long bytes)
    {
        (string Name, long Bytes)[] units =
        [
            ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000),
            ("TiB", 1L << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
        ];
        foreach (var (name, size) in units)
        {
            if (bytes >= size && bytes % size == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / size} {name}");
        }
        return string.Create(CultureInfo.InvariantCulture, $"{bytes} {(bytes == 1 ? "byte" : "bytes")}");
    }

    /// <summary>In seconds where it is some, else in milliseconds: <c>1.5 s</c>, <c>200 ms</c>.</summary>
    public static string DurationText(TimeSpan duration) => duration >= TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###} s")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###} ms");

    private static bool TrySplit(string text, Dictionary<string, decimal> units, out decimal value)
    {
        value = 0;
        text = text.Trim();
        var digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
            digits++;

        if (!decimal.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || !units.TryGetValue(text[digits..].Trim(), out var unit)
            || number > decimal.MaxValue / 1e13m)
        {
            return false;
        }
        value = number * unit;
        return true;
    }
}
