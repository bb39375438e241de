using System.CommandLine;
using System.Net;
using Wiretax.Analysis.Accounting;
using Wiretax.Capture;
using Wiretax.Reporting.Summaries;

namespace Wiretax.Cli.Verbs;

internal static class AnalyzeVerb
{
    public static Command Build()
    {
        var captures = new Argument<string[]>("capture")
        {
            Description = "Capture files (pcap, pcapng, also compressed); - reads standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var local = new Option<string?>("--local")
        {
            Description = "Address of the local end: what it sends is tx, what it receives rx.",
            HelpName = "address",
        };
        var format = Options.Format("table", "json");
        var verb = new Command("analyze", "Accounts for every byte of captures, layer by layer.") { captures, local, format };
        verb.SetAction((parsed, cancellation) =>
        {
            var options = new AnalysisOptions { Local = Address(parsed.GetValue(local)) };
            var summaries = parsed.GetValue(captures)!.Select(path => Analyze(path, options, cancellation)).ToList();
            Write(summaries, parsed.GetValue(format)!);
            return Task.FromResult(summaries.All(each => each.Complete) ? ExitStatus.Done : ExitStatus.NotTrustworthy);
        });
        return verb;
    }

    private static IPAddress? Address(string? text)
    {
        if (text is null)
            return null;
        return IPAddress.TryParse(text, out var address)
            ? address
            : throw new UsageException($"--local '{text}' is no IP address; give one like 192.0.2.1 or 2001:db8::1.");
    }

    private static CaptureSummary Analyze(string path, AnalysisOptions options, CancellationToken cancellation)
    {
        using var source = CaptureFile.Open(path);
        return CaptureAnalyzer.Analyze(source, options with { Files = [path] }, cancellation: cancellation);
    }

    private static void Write(List<CaptureSummary> summaries, string format)
    {
        if (format == "json")
        {
            if (summaries.Count == 1)
                Output.Json(summaries[0], SummaryJson.Default.CaptureSummary);
            else
                Output.Json(new CaptureSummaries { Summaries = summaries }, SummaryJson.Default.CaptureSummaries);
            return;
        }
        foreach (var summary in summaries)
            SummaryConsole.Render(summary, Output.Console);
    }
}
