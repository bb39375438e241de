using System.Globalization;
using ScottPlot;

namespace Wiretax.Reporting.Plots;

/// <summary>The unit that an axis is labelled in, and its ticks.</summary>
internal sealed record AxisScale(string Unit, double Factor)
{
    /// <summary>Decades that labels stand beside one another at; of more only each n-th has one.</summary>
    private const int MostDecades = 8;

    public static AxisScale Seconds(double largest) => largest switch
    {
        >= 1 => new("s", 1),
        >= 1e-3 => new("ms", 1e3),
        _ => new("µs", 1e6),
    };

    public static AxisScale BitRate(double largest) => largest switch
    {
        >= 1e9 => new("Gbit/s", 1e-9),
        >= 1e6 => new("Mbit/s", 1e-6),
        >= 1e3 => new("kbit/s", 1e-3),
        _ => new("bit/s", 1),
    };

    /// <summary>Round steps from 0 to above the largest value: some five of them.</summary>
    public static void LinearFromZero(IAxis axis, double largest, double room = 1.06)
    {
        var end = largest > 0 ? largest * room : 1;
        var step = RoundStep(end / 6, [1, 2, 2.5, 5, 10]);
        var ticks = Enumerable.Range(0, 12).Select(each => each * step).TakeWhile(each => each <= end).ToArray();
        axis.SetTicks(ticks, [.. ticks.Select(Text)]);
        axis.Range.Set(0, end);
    }

    /// <summary>
    /// Ticks at 1, 2 and 5 of each decade, or 1 only over many decades; round steps where that leaves fewer than two.
    /// Positions are log10 of the values.
    /// </summary>
    public static void Logarithmic(IXAxis axis, double smallest, double largest, Func<double, string> text)
    {
        var (low, high) = (Math.Log10(smallest), Math.Log10(largest));
        var margin = Math.Max((high - low) * 0.07, 0.02);
        (low, high) = (low - margin, high + margin);
        double[] steps = high - low > 2.2 ? [1] : high - low > 1.3 ? [1, 2, 5] : high - low > 0.5 ? [1, 1.5, 2, 3, 5, 7] : [1, 1.1, 1.2, 1.35, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9];
        var every = (int)Math.Ceiling((high - low) / MostDecades);
        var ticks = (from decade in Enumerable.Range((int)Math.Floor(low), (int)(Math.Ceiling(high) - Math.Floor(low)) + 1)
                     where decade % every == 0
                     from step in steps
                     let value = step * Math.Pow(10, decade)
                     where Math.Log10(value) >= low && Math.Log10(value) <= high
                     select value).DistinctBy(text).ToArray();
        if (ticks.Length < 2)
            ticks = [.. Round(Math.Pow(10, low), Math.Pow(10, high)).DistinctBy(text)];
        axis.SetTicks([.. ticks.Select(Math.Log10)], [.. ticks.Select(text)]);
        axis.Range.Set(low, high);
    }

    /// <summary>The multiples of a round step between two values: some five of them.</summary>
    private static IEnumerable<double> Round(double low, double high)
    {
        var step = RoundStep((high - low) / 6, [1, 2, 5, 10]);
        return from multiple in Enumerable.Range(0, 12)
               let value = (Math.Ceiling(low / step) + multiple) * step
               where value <= high
               select value;
    }

    /// <summary>The first of the multiples of a power of ten, given from 1 to 10, that is at least as large.</summary>
    private static double RoundStep(double least, double[] multiples)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return multiples.First(each => each * magnitude >= least) * magnitude;
    }

    public static string Text(double value) => Math.Abs(value) is > 0 and < 1e-6 or >= 1e9
        ? value.ToString("0.##E0", CultureInfo.InvariantCulture)
        : Math.Round(value, 9).ToString("#,0.######", CultureInfo.InvariantCulture).Replace(",", "\u202f", StringComparison.Ordinal);
}
