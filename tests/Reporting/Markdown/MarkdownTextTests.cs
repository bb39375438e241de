using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Comparison;
using Wiretax.Reporting.Comparisons;
using Wiretax.Reporting.Markdown;
using Wiretax.Reporting.Summaries;

namespace Wiretax.Tests.Reporting.Markdown;

public sealed class MarkdownTextTests
{
    private const string Name = "![x](http://host) <b>`*_|~$#\\&\n# heading";

    private const string Escaped = @"!\[x\](http://host) &lt;b&gt;\`\*\_\|\~\$\#\\&amp; \# heading";

    [Fact]
    public void No_text_is_markup() => Assert.Equal(Escaped, MarkdownText.Escape(Name));

    [Fact]
    public void A_file_a_flow_and_a_warning_are_no_markup_in_a_summary()
    {
        var text = Written(output => SummaryMarkdown.Write(
            new CaptureSummary
            {
                Files = [Name],
                IncompleteReasons = [Name],
                Warnings = [new("damaged", Name)],
                Flows = [new() { Protocol = "tcp", Source = Name, Destination = Name, Application = Name, Tx = new(1, 60), Rx = new(1, 60) }],
            },
            output));

        Assert.Contains($"## {Escaped}\n", text, StringComparison.Ordinal);
        Assert.Contains($"- **incomplete**: {Escaped}\n", text, StringComparison.Ordinal);
        Assert.Contains($"- **damaged**: {Escaped}\n", text, StringComparison.Ordinal);
        Assert.Contains($"| tcp {Escaped} &gt; {Escaped} | {Escaped} |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_sentences_and_warnings_are_no_markup_in_a_comparison()
    {
        var metric = new MetricResult { Workload = Name, Direction = "rx", Metric = Name, Unit = "s", Verdict = Verdicts.Equal };
        var text = Written(output => ComparisonMarkdown.Write(
            new ComparisonResult
            {
                Baseline = Name,
                Candidates = [new(Name, [metric]) { Summary = [Name] }],
                Warnings = [new("drift", Name)],
            },
            output));

        Assert.Contains($"## {Escaped} beside {Escaped}\n", text, StringComparison.Ordinal);
        Assert.Contains($"- {Escaped}\n", text, StringComparison.Ordinal);
        Assert.Contains($"| {Escaped} rx | {Escaped} | {Escaped} | ratio |", text, StringComparison.Ordinal);
        Assert.Contains($"| {Escaped} | –", text, StringComparison.Ordinal);
        Assert.Contains($"> **drift**: {Escaped}\n", text, StringComparison.Ordinal);
    }

    private static string Written(Action<TextWriter> write)
    {
        using var output = new StringWriter();
        write(output);
        return output.ToString();
    }
}
