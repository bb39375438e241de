using System.CommandLine;

namespace Wiretax.Cli.Verbs;

internal static class GenerateVerb
{
    public static Command Build() => new("generate");
}
