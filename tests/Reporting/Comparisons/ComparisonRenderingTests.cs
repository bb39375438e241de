using System.Globalization;
using Spectre.Console;
using Wiretax.Analysis.Comparison;
using Wiretax.Reporting.Comparisons;
using Wiretax.Tests.Analysis.Comparison;

namespace Wiretax.Tests.Reporting.Comparisons;

public sealed class ComparisonRenderingTests
{
    private static readonly double[] Host = [1.00, 1.02, 0.99, 1.01, 1.00, 1.03];
    private static readonly double[] Guest = [1.20, 1.23, 1.18, 1.22, 1.19, 1.24];

    [Theory]
    [InlineData(".")]
    [InlineData(",")]
    public void The_terminal_shows_sentence_figures_and_verdicts_in_80_columns(string decimalSeparator)
    {
        var text = Under(decimalSeparator, () => OnTerminal(Result()));

        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.Contains("guest beside host", text, StringComparison.Ordinal);
        Assert.Contains("guest takes 20 % longer than host for http rx", text, StringComparison.Ordinal);
        Assert.Matches(@"application\.duration +1\.005 s +1\.210 s +1\.200 +1\.1\d\d\.\.1\.2\d\d +slower", text);
        Assert.Matches(@"link\.bytes +42 330 400 +42 330 400 +1\.0000 +exact +equal", text);
    }

    [Fact]
    public void The_terminal_shows_a_small_ratio_as_more_than_zero()
    {
        var metric = Result().Candidates[0].Metrics[0] with { Ratio = 0.00041, Low = 0.0039, High = 0.04 };

        Assert.Contains("4.1E-4 3.9E-3..0.040", OnTerminal(new() { Baseline = "host", Candidates = [new("guest", [metric])] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_is_a_table_a_workload_with_the_sentence_above_it()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        ComparisonMarkdown.Write(Result(), writer);
        var lines = writer.ToString().Split('\n');

        Assert.Equal("## guest beside host", lines[0]);
        Assert.StartsWith("- guest takes 20 % longer", lines[2], StringComparison.Ordinal);
        Assert.Contains("| http rx | host | guest | ratio | 95 % interval | runs | verdict |", lines);
        Assert.All(lines.Where(line => line.StartsWith('|')), line => Assert.Equal(8, line.Count(each => each == '|')));
    }

    [Theory]
    [InlineData(".")]
    [InlineData(",")]
    public void CSV_holds_every_metric_in_full_under_any_culture(string decimalSeparator)
    {
        var result = Result();
        var text = Under(decimalSeparator, () =>
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            ComparisonCsv.Write(result, writer);
            return writer.ToString();
        });

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(result.Candidates[0].Metrics.Count + 1, lines.Length);
        Assert.StartsWith("host,guest,http,rx,link.bytes,bytes,42330400,42330400,42330400,42330400,", lines.Single(line => line.Contains(",link.bytes,", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static ComparisonResult Result() =>
        Comparer.Compare("host", [.. Measured.Series("host", Host), .. Measured.Series("guest", Guest)], new());

    private static string OnTerminal(ComparisonResult result)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 80;
        ComparisonConsole.Render(result, console);
        return writer.ToString();
    }

    private static string Under(string decimalSeparator, Func<string> render)
    {
        var before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = decimalSeparator;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return render();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
