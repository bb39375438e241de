using System.Globalization;
using Wiretax.Analysis.Comparison;
using static Wiretax.Reporting.Markdown.MarkdownText;

namespace Wiretax.Reporting.Comparisons;

/// <summary>A comparison as GitHub Markdown: for a pull request or a log that renders it.</summary>
public static class ComparisonMarkdown
{
    private static readonly Quantity Say = Quantity.Typographic;

    public static void Write(ComparisonResult result, TextWriter output)
    {
        foreach (var candidate in result.Candidates)
        {
            output.Write($"## {Escape(candidate.Name)} beside {Escape(result.Baseline)}\n\n");
            foreach (var sentence in candidate.Summary.Concat(candidate.Attribution.Select(each => each.Sentence).OfType<string>()))
                output.Write($"- {Escape(sentence)}\n");
            foreach (var workload in ComparisonRows.ByWorkload(candidate))
                Table(workload.Key, workload, result, candidate, output);
            output.Write('\n');
        }
        foreach (var warning in ComparisonRows.Warnings(result))
            output.Write($"> **{Escape(warning.Code)}**: {Escape(warning.Message)}\n\n");
    }

    private static void Table(string workload, IEnumerable<MetricResult> rows, ComparisonResult result, CandidateResult candidate, TextWriter output)
    {
        var level = (result.Confidence * 100).ToString("0.##", CultureInfo.InvariantCulture);
        output.Write($"\n| {Escape(workload)} | {Escape(result.Baseline)} | {Escape(candidate.Name)} | ratio | {level} % interval | runs | verdict |\n");
        output.Write("|---|---:|---:|---:|---:|---:|---|\n");
        foreach (var row in rows)
        {
            var runs = row.Runs.ToString(CultureInfo.InvariantCulture);
            output.Write($"| {Escape(row.Metric)} | {Say.Of(row.Baseline, row.Unit)} | {Say.Of(row.Candidate, row.Unit)} | {Say.Ratio(row.Ratio)} | {ComparisonRows.Interval(row, Say)} | {runs} | {Escape(row.Verdict)} |\n");
        }
    }
}
