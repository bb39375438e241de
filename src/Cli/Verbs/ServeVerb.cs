using System.CommandLine;

namespace Wiretax.Cli.Verbs;

internal static class ServeVerb
{
    public static Command Build() => new("serve");
}
