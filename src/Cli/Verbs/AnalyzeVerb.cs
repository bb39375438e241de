using System.CommandLine;

namespace Wiretax.Cli.Verbs;

internal static class AnalyzeVerb
{
    public static Command Build() => new("analyze");
}
