using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Wiretax.Sessions.Scenarios;

/// <summary>
/// A node of a YAML file that knows where it stands, so that every complaint names file, line and column and what
/// is allowed there.
/// </summary>
internal sealed class YamlCursor(string file, YamlNode node)
{
    public static YamlCursor Load(string file, TextReader text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new BoundedYamlParser(new Parser(text)));
        }
        catch (YamlException broken)
        {
            throw new ScenarioException(Place(file, broken.Start) + "not readable as YAML: " + OneLine(broken.Message));
        }
        if (stream.Documents.Count == 0)
            throw new ScenarioException($"{file}: the file is empty; a scenario has 'name', 'paths' and 'workloads'.");
        return new YamlCursor(file, stream.Documents[0].RootNode);
    }

    /// <summary>The complaint as one line, whatever text of the file it quotes.</summary>
    public ScenarioException Error(string complaint) =>
        new(Place(file, node.Start) + string.Concat(complaint.Select(each => char.IsControl(each) ? '\uFFFD' : each)));

    public bool IsScalar => node is YamlScalarNode;

    public string Text() =>
        node is YamlScalarNode { Value: { Length: > 0 } value } ? value : throw Error("a plain value is expected here.");

    /// <summary>The elements of a list; a single value counts as a list of one.</summary>
    public IReadOnlyList<YamlCursor> Items() => node switch
    {
        YamlSequenceNode list => [.. list.Children.Select(each => new YamlCursor(file, each))],
        YamlScalarNode => [this],
        _ => throw Error("a list is expected here."),
    };

    /// <summary>The entries of a mapping, each key allowed and given once.</summary>
    public IReadOnlyDictionary<string, YamlCursor> Entries(string what, IReadOnlyCollection<string> allowed)
    {
        if (node is YamlScalarNode { Value: null or "" })
            return new Dictionary<string, YamlCursor>();
        if (node is not YamlMappingNode mapping)
            throw Error($"{what} is written as 'key: value' lines; allowed keys: {string.Join(", ", allowed)}.");

        var entries = new Dictionary<string, YamlCursor>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Children)
        {
            var name = new YamlCursor(file, key).Text();
            if (!allowed.Contains(name))
                throw new YamlCursor(file, key).Error($"unknown key '{name}' in {what}; allowed: {string.Join(", ", allowed)}.");
            entries[name] = new YamlCursor(file, value);
        }
        return entries;
    }

    /// <summary>The single entry of a mapping such as <c>http: {size: 40MB}</c>.</summary>
    public (YamlCursor Key, YamlCursor Value) SingleEntry(string what)
    {
        if (node is not YamlMappingNode { Children.Count: 1 } mapping)
            throw Error($"{what} is expected here.");
        var (key, value) = mapping.Children.First();
        return (new YamlCursor(file, key), new YamlCursor(file, value));
    }

    public string OneOf(string what, IReadOnlyCollection<string> allowed)
    {
        var text = Text();
        return allowed.Contains(text)
            ? text
            : throw Error($"unknown {what} '{text}'; allowed: {string.Join(", ", allowed)}.");
    }

    public int Integer(string what, int least, int most)
    {
        if (int.TryParse(Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        throw Error(string.Create(CultureInfo.InvariantCulture, $"{what} is '{Text()}'; it must be a whole number from {least} to {most}."));
    }

    public bool Flag(string what) => Text() switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        var other => throw Error($"{what} is '{other}'; it must be true or false."),
    };

    /// <summary>A percentage as people write it, <c>5%</c>, as a fraction: 0.05.</summary>
    public double Percentage(string what, double least, double most)
    {
        var text = Text();
        if (text.EndsWith('%')
            && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent >= least && percent <= most)
        {
            return percent / 100;
        }
        throw Error(string.Create(CultureInfo.InvariantCulture, $"{what} is '{text}'; it must be a percentage from {least}% to {most}%, such as 5%."));
    }

    public long Size(string what, long least, long most)
    {
        if (!Quantities.TryParseSize(Text(), out var bytes))
            throw Error($"{what} is '{Text()}'; it must be {Quantities.SizeForm}.");
        return bytes >= least && bytes <= most
            ? bytes
            : throw Error(string.Create(CultureInfo.InvariantCulture, $"{what} is {bytes} bytes; it must be between {least} and {most}."));
    }

    public TimeSpan Duration(string what, TimeSpan least, TimeSpan most)
    {
        if (!Quantities.TryParseDuration(Text(), out var duration))
            throw Error($"{what} is '{Text()}'; it must be {Quantities.DurationForm}.");
        return duration >= least && duration <= most
            ? duration
            : throw Error(string.Create(CultureInfo.InvariantCulture,
                $"{what} is {duration.TotalSeconds} s; it must be between {least.TotalSeconds} and {most.TotalSeconds} s."));
    }

    private static string Place(string file, Mark mark) =>
        string.Create(CultureInfo.InvariantCulture, $"{file}:{mark.Line}:{mark.Column}: ");

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
