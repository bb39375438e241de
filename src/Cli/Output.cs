using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace Wiretax.Cli;

/// <summary>Standard output: results only, and no colour where it is no terminal.</summary>
internal static class Output
{
    private const int ColumnsOutsideTerminals = 80;

    /// <summary>Characters of a longer text that are handed on at once.</summary>
    private const int PieceLength = 32 * 1024;

    private static readonly Lazy<IAnsiConsole> Shared = new(() =>
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = System.Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (System.Console.IsOutputRedirected)
            console.Profile.Width = ColumnsOutsideTerminals;
        return console;
    });

    public static IAnsiConsole Console => Shared.Value;

    public static void Json<T>(T value, JsonTypeInfo<T> type)
    {
        using var output = System.Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, value, type);
        output.Write("\n"u8);
    }

    /// <summary>For text of any length: the console's own writer hands on 256 characters at a time, each by a system call.</summary>
    public static void Text(Action<TextWriter> write)
    {
        using var output = new StreamWriter(System.Console.OpenStandardOutput(), bufferSize: PieceLength);
        write(output);
    }
}
