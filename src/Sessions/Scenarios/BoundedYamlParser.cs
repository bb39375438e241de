using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Wiretax.Sessions.Scenarios;

/// <summary>
/// The events of a YAML file as far as a tree can be built of them: the tree is built and walked by recursion, which a
/// file of brackets alone would lead out of the stack.
/// </summary>
internal sealed class BoundedYamlParser(IParser events) : IParser
{
    /// <summary>Lists and mappings within one another; a scenario needs five.</summary>
    public const int MaxDepth = 100;

    private int _depth;

    public ParsingEvent? Current => events.Current;

    /// <exception cref="YamlException">The file is no YAML, or nested too deeply.</exception>
    public bool MoveNext()
    {
        var before = events.Current?.End ?? Mark.Empty;
        try
        {
            if (!events.MoveNext())
                return false;
        }
        catch (Exception unforeseen) when (unforeseen is ArgumentException or InvalidOperationException)
        {
            // The parser checks neither every escape (\UFFFFFFFF) nor every tag before it uses it.
            throw new YamlException(before, before, "what follows here has an escape, a tag or an anchor that YAML does not allow.", unforeseen);
        }
        _depth += Current?.NestingIncrease ?? 0;
        return _depth <= MaxDepth + Surroundings
            ? true
            : throw new YamlException(Current!.Start, Current.End, string.Create(CultureInfo.InvariantCulture,
                $"lists and mappings are nested more than {MaxDepth} deep; a scenario needs five levels at most."));
    }

    /// <summary>The stream and the document count as a level each.</summary>
    private const int Surroundings = 2;
}
