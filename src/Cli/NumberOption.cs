using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Cli;

/// <summary>Options that are quantities with bounds; what is outside is a wrong use that names what is allowed.</summary>
internal static class NumberOption
{
    /// <summary>A whole number.</summary>
    public static Option<T> Create<T>(string name, string description, T standard, T least, T most)
        where T : struct, IBinaryInteger<T> => new(name)
        {
            Description = $"{description} Default: {Text(standard)}.",
            DefaultValueFactory = _ => standard,
            CustomParser = result => T.TryParse(Single(result), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most
                ? value
                : Refuse<T>(result, $"{name} must be a whole number from {Text(least)} to {Text(most)}, not '{Single(result)}'."),
        };

    /// <summary>A size in bytes.</summary>
    public static Option<long> Size(string name, string description, long standard, long least, long most) => new(name)
    {
        Description = $"{description} Default: {Text(standard)}.",
        DefaultValueFactory = _ => standard,
        CustomParser = result => Quantities.TryParseSize(Single(result), out var value) && value >= least && value <= most
            ? value
            : Refuse<long>(result, $"{name} must be {Quantities.SizeForm}, from {Text(least)} to {Text(most)} bytes, not '{Single(result)}'."),
    };

    /// <summary>A duration.</summary>
    public static Option<TimeSpan> Duration(string name, string description, TimeSpan standard, TimeSpan least, TimeSpan most) => new(name)
    {
        Description = $"{description} Default: {Text(standard)}.",
        DefaultValueFactory = _ => standard,
        CustomParser = result => Quantities.TryParseDuration(Single(result), out var value) && value >= least && value <= most
            ? value
            : Refuse<TimeSpan>(result, $"{name} must be {Quantities.DurationForm}, from {Text(least)} to {Text(most)}, not '{Single(result)}'."),
    };

    /// <summary>A moment in nanoseconds since the epoch; null when none is given.</summary>
    public static Option<long?> Moment(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => long.TryParse(Single(result), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : Refuse<long>(result, $"{name} must be a moment in nanoseconds since the epoch, a whole number such as 1790000000000000000, not '{Single(result)}'."),
    };

    private static string Single(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";

    private static T Refuse<T>(ArgumentResult result, string why)
        where T : struct
    {
        result.AddError(why);
        return default;
    }

    private static string Text<T>(T number)
        where T : struct, IBinaryInteger<T> => number.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(TimeSpan span) => span switch
    {
        { TotalSeconds: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.###}ms"),
    };
}
