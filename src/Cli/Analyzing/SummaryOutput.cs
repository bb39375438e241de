using Wiretax.Analysis.Accounting;
using Wiretax.Reporting.Summaries;

namespace Wiretax.Cli.Analyzing;

/// <summary>Finished summaries on standard output, in the format that was asked for.</summary>
internal static class SummaryOutput
{
    public static void Write(IReadOnlyList<CaptureSummary> summaries, string format)
    {
        switch (format)
        {
            case "json" when summaries.Count == 1:
                Output.Json(summaries[0], SummaryJson.Default.CaptureSummary);
                break;
            case "json":
                Output.Json(new CaptureSummaries { Summaries = summaries }, SummaryJson.Default.CaptureSummaries);
                break;
            case "csv":
                SummaryCsv.Write(summaries, Console.Out);
                break;
            case "markdown":
                foreach (var summary in summaries)
                    SummaryMarkdown.Write(summary, Console.Out);
                break;
            case "paper":
                PaperTables.Write(summaries, Console.Out);
                break;
            default:
                foreach (var summary in summaries)
                    SummaryConsole.Render(summary, Output.Console);
                break;
        }
        Console.Out.Flush();
    }
}
