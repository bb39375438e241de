using System.CommandLine;

namespace Wiretax.Cli.Verbs;

internal static class CaptureVerb
{
    public static Command Build() => new("capture");
}
