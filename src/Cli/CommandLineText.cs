namespace Wiretax.Cli;

/// <summary>A command line as a shell would take it back.</summary>
internal static class CommandLineText
{
    public static string Of(string[] arguments) => string.Join(' ', arguments.Skip(1).Prepend("wiretax").Select(Quoted));

    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(each => char.IsLetterOrDigit(each) || "-_./:=,@+".Contains(each, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
