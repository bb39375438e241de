using System.CommandLine;

namespace Wiretax.Cli.Verbs;

internal static class PathsVerb
{
    public static Command Build() => new("paths");
}
