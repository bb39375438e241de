using System.CommandLine;
using System.Net;
using Wiretax.Analysis.Accounting;
using Wiretax.Capture;
using Wiretax.Cli.Analyzing;

namespace Wiretax.Cli.Verbs;

/// <summary><c>wiretax analyze CAPTURE...</c>: every byte of captures, layer by layer.</summary>
internal static class AnalyzeVerb
{
    private static readonly Argument<string[]> Captures = new("capture")
    {
        Description = "Capture files (pcap, pcapng, also compressed); - reads standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string[]> Local = new("--local")
    {
        Description = "Address of the local end: what it sends is tx, what it receives rx; several times where it has several (default: the opener of the first TCP connection, else the sender of the first echo request).",
        DefaultValueFactory = _ => [],
        HelpName = "address",
    };

    private static readonly Option<string?> Filter = new("--filter")
    {
        Description = "Only frames that match, in tcpdump's syntax, e.g. 'tcp port 80'.",
    };

    private static readonly Option<bool> Merge = new("--merge")
    {
        Description = "Takes all files as one capture, in order of time.",
    };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "Threads for large files; the result is the same for any number (default: one a processor).",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private static readonly Option<int> Mtu = new("--mtu")
    {
        Description = "MTU of the wire in bytes, where a connection does not tell its segment size.",
        DefaultValueFactory = _ => new AnalysisOptions().Mtu,
    };

    private static readonly Option<string> Format = Options.Format("table", "json", "csv", "markdown", "paper");

    public static Command Build()
    {
        var verb = new Command("analyze", "Account for every byte of captures, layer by layer.")
        {
            Captures, Local, Filter, Merge, Threads, Mtu, Format,
        };
        verb.SetAction((parsed, interruption) => Task.Run(() => Run(parsed, interruption), CancellationToken.None));
        return verb;
    }

    private static int Run(ParseResult parsed, CancellationToken interruption)
    {
        var local = parsed.GetRequiredValue(Local).Select(Address).ToList();
        var analysis = new FileAnalysis(
            new AnalysisOptions
            {
                Local = local.FirstOrDefault(),
                AlsoLocal = [.. local.Skip(1)],
                Threads = AtLeast(1, parsed.GetValue(Threads), "--threads"),
                Mtu = AtLeast(68, parsed.GetValue(Mtu), "--mtu"),
                Interruption = interruption,
            },
            Expression(parsed.GetValue(Filter)));
        var files = parsed.GetRequiredValue(Captures);
        if (files.Count(each => each == "-") > 1)
            throw new UsageException("Standard input can be read once only: give one '-'.");

        var isList = files.Length > 1 && !parsed.GetValue(Merge);
        var summaries = isList ? OneByOne(analysis, files, interruption) : [files.Length > 1 ? analysis.Merged(files) : analysis.Single(files[0])];
        SummaryOutput.Write(summaries, parsed.GetRequiredValue(Format), isList);
        if (interruption.IsCancellationRequested)
            return ExitStatus.Interrupted;
        return summaries.TrueForAll(each => each.Complete) ? ExitStatus.Done : ExitStatus.NotTrustworthy;
    }

    /// <returns>Of the files before an interruption, and of the one that it came in.</returns>
    private static List<CaptureSummary> OneByOne(FileAnalysis analysis, string[] files, CancellationToken interruption)
    {
        var summaries = new List<CaptureSummary>();
        while (summaries.Count < files.Length && !interruption.IsCancellationRequested)
        {
            try
            {
                summaries.Add(analysis.Single(files[summaries.Count]));
            }
            catch (OperationCanceledException) when (summaries.Count > 0)
            {
                break;
            }
        }
        if (summaries.Count < files.Length)
            Console.Error.WriteLine($"wiretax: interrupted; not read: {string.Join(", ", files.Skip(summaries.Count))}.");
        return summaries;
    }

    private static IPAddress Address(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new UsageException($"--local '{text}' is no IP address; give one like 192.0.2.1 or 2001:db8::1.");

    private static string? Expression(string? filter)
    {
        if (filter is null)
            return null;
        try
        {
            BpfFilter.Check(filter);
            return filter;
        }
        catch (CaptureFilterException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static int AtLeast(int least, int value, string option) => value >= least
        ? value
        : throw new UsageException($"{option} {value} is too small: at least {least} is needed.");
}
