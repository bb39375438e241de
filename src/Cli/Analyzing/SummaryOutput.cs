using Wiretax.Analysis.Accounting;
using Wiretax.Reporting.Summaries;

namespace Wiretax.Cli.Analyzing;

/// <summary>Finished summaries on standard output, in the format that was asked for.</summary>
internal static class SummaryOutput
{
    /// <param name="isList">Whether several were asked for, however many there are.</param>
    public static void Write(IReadOnlyList<CaptureSummary> summaries, string format, bool isList)
    {
        switch (format)
        {
            case "json" when !isList:
                Output.Json(summaries[0], SummaryJson.Default.CaptureSummary);
                break;
            case "json":
                Output.Json(new CaptureSummaries { Summaries = summaries }, SummaryJson.Default.CaptureSummaries);
                break;
            case "csv":
                Output.Text(output => SummaryCsv.Write(summaries, output));
                break;
            case "markdown":
                Output.Text(output =>
                {
                    foreach (var summary in summaries)
                        SummaryMarkdown.Write(summary, output);
                });
                break;
            case "paper":
                Output.Text(output => PaperTables.Write(summaries, output));
                break;
            default:
                foreach (var summary in summaries)
                    SummaryConsole.Render(summary, Output.Console);
                break;
        }
    }
}
