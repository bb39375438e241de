using System.CommandLine;

namespace Wiretax.Cli;

/// <summary>Options that several verbs share.</summary>
internal static class Options
{
    /// <summary><c>--format</c> with the first of <paramref name="allowed"/> as default.</summary>
    public static Option<string> Format(params string[] allowed)
    {
        var option = new Option<string>("--format")
        {
            Description = $"How the result is written: {string.Join(", ", allowed)}.",
            DefaultValueFactory = _ => allowed[0],
        };
        option.AcceptOnlyFromAmong(allowed);
        return option;
    }
}
