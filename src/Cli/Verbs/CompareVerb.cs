using System.CommandLine;

namespace Wiretax.Cli.Verbs;

internal static class CompareVerb
{
    public static Command Build() => new("compare");
}
