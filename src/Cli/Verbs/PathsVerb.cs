using System.CommandLine;
using System.Text.Json.Serialization;
using Spectre.Console;
using Wiretax.Paths;

namespace Wiretax.Cli.Verbs;

/// <summary><c>wiretax paths</c>: every kind of path, whether this machine can build it, and if not why and what to do.</summary>
internal static class PathsVerb
{
    private static readonly Option<string> Format = Options.Format("table", "json");

    public static Command Build()
    {
        var command = new Command("paths", "List the kinds of path, which of them this machine can build, and what the others need.") { Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken interruption)
    {
        Leftovers.Remove();
        var kinds = new List<PathKindRecord>();
        foreach (var kind in PathKinds.All)
        {
            var found = await PathKinds.CheckAsync(kind, interruption);
            kinds.Add(new PathKindRecord(kind.Kind, kind.Summary, found.Available, found.Why, found.Remedy, found.Detail));
        }

        if (arguments.GetValue(Format) == "json")
            Output.Json(new PathsRecord(kinds), PathsJson.Default.PathsRecord);
        else
            Render(kinds);
        return ExitStatus.Done;
    }

    private static void Render(IReadOnlyList<PathKindRecord> kinds)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("kind").AddColumn("here").AddColumn("what it is; what was found, or what to do");
        foreach (var kind in kinds)
        {
            string?[] lines = [kind.Summary, kind.Detail, kind.Why, kind.Remedy is null ? null : "-> " + kind.Remedy];
            table.AddRow(
                new Text(kind.Kind), new Text(kind.Available ? "yes" : "no"),
                new Text(string.Join('\n', lines.Where(line => line is not null))));
        }
        Output.Console.Write(table);
    }
}

internal sealed record PathKindRecord(string Kind, string Summary, bool Available, string? Why, string? Remedy, string? Detail);

internal sealed record PathsRecord(IReadOnlyList<PathKindRecord> Kinds)
{
    public string Schema { get; } = "wiretax/paths/1";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PathsRecord))]
internal sealed partial class PathsJson : JsonSerializerContext;
