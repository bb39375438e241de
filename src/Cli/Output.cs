using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace Wiretax.Cli;

/// <summary>Standard output: results only, and no colour where it is no terminal.</summary>
internal static class Output
{
    private const int ColumnsOutsideTerminals = 80;

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

    public static void Json<T>(T value, JsonTypeInfo<T> type) =>
        System.Console.Out.WriteLine(JsonSerializer.Serialize(value, type));
}
