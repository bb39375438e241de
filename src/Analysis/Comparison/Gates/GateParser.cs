using System.Globalization;
using System.Text.RegularExpressions;

namespace Wiretax.Analysis.Comparison.Gates;

/// <summary>Reads <c>http.application.duration &gt; 1.10 and http.link.bytes &gt; 1.01 or ping.rtt.median &gt; 2</c>.</summary>
internal static partial class GateParser
{
    public static IReadOnlyList<IReadOnlyList<GateCondition>> Parse(string expression) =>
    [
        .. Or().Split(expression).Select(alternative =>
            (IReadOnlyList<GateCondition>)[.. And().Split(alternative).Select(each => Condition(each, expression))]),
    ];

    private static GateCondition Condition(string text, string expression)
    {
        var match = Shape().Match(text);
        if (!match.Success)
        {
            throw new GateException(
                $"'{text.Trim()}' in '{expression}' is no condition; write WORKLOAD.METRIC OP RATIO, as in \"http.application.duration > 1.10\" (OP is >, >=, < or <=), joined by 'and' and 'or'.");
        }
        var limit = double.Parse(match.Groups["limit"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return new GateCondition(match.Groups["name"].Value, match.Groups["operator"].Value, limit);
    }

    [GeneratedRegex(@"\s+or\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Or();

    [GeneratedRegex(@"\s+and\s+", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"^\s*(?<name>[\w.-]+)\s*(?<operator>>=|<=|>|<)\s*(?<limit>[0-9]{1,9}(\.[0-9]{1,12})?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
