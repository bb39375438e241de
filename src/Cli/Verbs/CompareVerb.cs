using System.CommandLine;
using System.Net;
using Wiretax.Analysis.Comparison;
using Wiretax.Analysis.Comparison.Gates;
using Wiretax.Reporting.Comparisons;

namespace Wiretax.Cli.Verbs;

/// <summary><c>wiretax compare BASELINE CANDIDATE...</c>: captures and session folders against one another.</summary>
internal static class CompareVerb
{
    private const string Help = """
        Compare captures or session folders, metric by metric, with intervals and verdicts.

        BASELINE and each CANDIDATE is one of
          a capture file       one run (no verdict: one run is no ground for one)
          a folder of captures its captures are repeated runs
          a session folder     as BASELINE its baseline, as CANDIDATE each of its paths
          FOLDER:PATH          one path of a session folder
        A session folder alone compares its paths with its own baseline; runs of one session are paired by block.

        --fail-if takes conditions [WORKLOAD.]METRIC OP RATIO joined by 'and' and 'or', as in
          --fail-if "http.application.duration > 1.10 or ping.rtt.median > 1.5"
        A condition holds when the ratio's whole interval lies beyond the limit. Exit status 4 when the gate is
        crossed, 3 when it cannot be decided or runs were incomplete.
        """;

    private static readonly Argument<string[]> Inputs = new("baseline-and-candidates")
    {
        HelpName = "BASELINE CANDIDATE...",
        Description = "Captures, folders of captures, session folders, or FOLDER:PATH; the first is the baseline.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Format = Options.Format("table", "json", "csv", "markdown");

    private static readonly Option<string[]> FailIf = new("--fail-if")
    {
        Description = "End with status 4 if the condition holds; given again, if any does.",
        HelpName = "CONDITION",
    };

    private static readonly Option<double> Margin = new("--margin")
    {
        Description = "Ratios within 1 ± this margin are equal.",
        DefaultValueFactory = _ => new ComparisonOptions().EqualityMargin,
    };

    private static readonly Option<double> Confidence = new("--confidence")
    {
        Description = "Confidence of the intervals, from 0.5 to 0.9999.",
        DefaultValueFactory = _ => new ComparisonOptions().Confidence,
    };

    private static readonly Option<string?> Local = new("--local")
    {
        Description = "Address of the local end in captures, where it is not the one that opens the first connection.",
        HelpName = "ADDRESS",
    };

    public static Command Build()
    {
        var command = new Command("compare", Help) { Inputs, Format, FailIf, Margin, Confidence, Local };
        command.SetAction((arguments, cancellation) => Task.FromResult(Run(arguments, cancellation)));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        var options = new ComparisonOptions
        {
            Confidence = Within(arguments.GetValue(Confidence), 0.5, 0.9999, "--confidence"),
            EqualityMargin = Within(arguments.GetValue(Margin), 0, 1, "--margin"),
        };
        try
        {
            var gates = (arguments.GetValue(FailIf) ?? []).Select(Gate.Parse).ToList();
            var inputs = new CompareInputs(Address(arguments.GetValue(Local)), cancellation);
            inputs.Read(arguments.GetRequiredValue(Inputs));
            var result = Comparer.Compare(inputs.Baseline!, inputs.Runs, options with { Control = inputs.Control });
            if (result.Candidates.All(each => each.Metrics.Count == 0))
                throw new UsageException($"There is nothing to compare: no candidate has a workload and direction that {inputs.Baseline} has runs of too.");

            var outcomes = gates.ConvertAll(each => each.Ask(result));
            Write(result, arguments.GetValue(Format)!);
            return Status(result, outcomes);
        }
        catch (GateException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static void Write(ComparisonResult result, string format)
    {
        switch (format)
        {
            case "json":
                Output.Json(result, ComparisonJson.Default.ComparisonResult);
                break;
            case "csv":
                Output.Text(output => ComparisonCsv.Write(result, output));
                break;
            case "markdown":
                Output.Text(output => ComparisonMarkdown.Write(result, output));
                break;
            default:
                ComparisonConsole.Render(result, Output.Console);
                break;
        }
    }

    private static int Status(ComparisonResult result, List<GateOutcome> outcomes)
    {
        var state = outcomes.Count == 0 ? GateState.Clear : outcomes.Max(each => each.State);
        foreach (var sentence in outcomes.Where(each => each.State == state).SelectMany(each => each.Sentences))
            Console.Error.WriteLine($"wiretax: --fail-if {sentence}");
        if (state == GateState.Crossed)
            return ExitStatus.GateCrossed;
        var isIncomplete = result.Candidates.SelectMany(each => each.Metrics).Any(each => each.IncompleteRuns > 0);
        return state == GateState.Undecided || isIncomplete ? ExitStatus.NotTrustworthy : ExitStatus.Done;
    }

    private static double Within(double value, double least, double most, string option) => value >= least && value <= most
        ? value
        : throw new UsageException(FormattableString.Invariant($"{option} must be a number from {least} to {most}, and is {value}."));

    private static IPAddress? Address(string? text)
    {
        if (text is null)
            return null;
        return IPAddress.TryParse(text, out var address)
            ? address
            : throw new UsageException($"--local '{text}' is no IP address; give one like 192.0.2.1 or 2001:db8::1.");
    }
}
