using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Wiretax.Reporting;
using Wiretax.Reporting.Terminal;
using Wiretax.Sessions;
using Wiretax.Sessions.Running;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Cli.Verbs;

/// <summary><c>wiretax run SCENARIO.yaml</c>: a capture-and-compare session.</summary>
internal static class RunVerb
{
    private static readonly Argument<string> ScenarioArgument = new("scenario") { Description = "What to measure, as YAML; see scenarios/." };
    private static readonly Option<string?> Out = new("--out") { Description = "The session folder, new or empty (default: sessions/NAME-DATE-TIME)." };
    private static readonly Option<int?> Repeat = new("--repeat")
    {
        Description = "Runs of each workload over each path, instead of the scenario's.",
        CustomParser = ParseRepeat,
    };
    private static readonly Option<string> Format = Options.Format("table", "json");

    public static Command Build()
    {
        var command = new Command("run", "Measure a scenario: build its paths, send traffic, capture, compare, report.")
        {
            ScenarioArgument, Out, Repeat, Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static int? ParseRepeat(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var repeat) && repeat is >= 1 and <= Repetition.Most)
            return repeat;
        result.AddError(string.Create(CultureInfo.InvariantCulture,
            $"--repeat is '{result.Tokens[0].Value}'; it must be a whole number from 1 to {Repetition.Most}."));
        return null;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken interruption)
    {
        var scenario = ScenarioFile.Load(arguments.GetRequiredValue(ScenarioArgument));
        if (arguments.GetValue(Repeat) is { } repeat)
            scenario = scenario with { Repeat = Repetition.Exactly(repeat) };

        Leftovers.Remove();
        var folder = SessionFolder.Create(arguments.GetValue(Out) ?? SessionFolder.DefaultRoot(scenario.Name, DateTimeOffset.Now));
        var settings = new SessionSettings
        {
            Program = Environment.ProcessPath ?? throw new SessionException("The program cannot find its own file."),
            Seed = scenario.Seed ?? (ulong)Random.Shared.NextInt64(uint.MaxValue),
            Environment = MachineEnvironment.Describe(CommandLineText.Of(Environment.GetCommandLineArgs()), ProgramVersion.Text),
        };

        SessionRecord record;
        using (var progress = SessionProgress.Start())
            record = await new SessionRunner(scenario, folder, settings, progress).RunAsync(interruption);

        SessionReport.Write(record, folder.Root);
        if (arguments.GetValue(Format) == "json")
            Output.Json(record, SessionJson.Default.SessionRecord);
        else
            SessionConsole.Render(record, Output.Console);
        await Console.Error.WriteLineAsync($"wiretax: the session is in {Path.GetRelativePath(Environment.CurrentDirectory, folder.Root)}; open report.html there.");

        if (record.Finished == false)
            return ExitStatus.Interrupted;
        return record.IsTrustworthy ? ExitStatus.Done : ExitStatus.NotTrustworthy;
    }
}
