using Spectre.Console;
using Wiretax.Reporting.Figures;
using Wiretax.Reporting.Markdown;
using Wiretax.Reporting.Terminal;
using Wiretax.Sessions;

namespace Wiretax.Tests.Reporting;

public sealed class GoldenOutputTests
{
    [Theory]
    [InlineData("")]
    [InlineData("comma")]
    public void The_terminal_shows_verdicts_first_and_keeps_to_80_columns(string culture)
    {
        var text = InCulture.Run(culture, () => OnTerminal(MadeUpSession.Create()));

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.DoesNotContain('\u001b', text);
        GoldenFile.Check("console.txt", text);
    }

    [Fact]
    public void The_terminal_says_what_is_missing_where_nothing_was_measured()
    {
        var record = MadeUpSession.Create();
        GoldenFile.Check("console-nothing-measured.txt", OnTerminal(record with
        {
            Runs = [],
            Comparison = null,
            Finished = false,
            Warnings = [],
            Paths = [.. record.Paths.Select(each => each with { Measured = false, Why = "A made-up reason." })],
        }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("comma")]
    public void The_pull_request_summary_is_short(string culture)
    {
        var text = InCulture.Run(culture, () => AsMarkdown(MadeUpSession.Create()));

        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        GoldenFile.Check("report.md", text);
    }

    [Fact]
    public void A_scale_out_session_has_its_tables_on_the_terminal_within_80_columns()
    {
        var text = OnTerminal(MadeUpLoad.ScaleOut());

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        GoldenFile.Check("console-scale-out.txt", text[..text.IndexOf("tcp-1, ", StringComparison.Ordinal)]);
    }

    [Fact]
    public void A_scale_out_session_has_its_tables_in_the_pull_request_summary()
    {
        var text = AsMarkdown(MadeUpLoad.ScaleOut());

        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        GoldenFile.Check("report-scale-out.md", text);
    }

    [Fact]
    public void A_session_of_many_verdicts_opens_with_a_table_of_them()
    {
        var record = MadeUpSession.Create();
        record = record with
        {
            Comparison = record.Comparison! with
            {
                Candidates =
                [
                    .. from candidate in record.Comparison.Candidates
                       where !Headlines.IsControl(record, candidate.Name)
                       from number in Enumerable.Range(1, 3)
                       select candidate with { Name = $"{candidate.Name}-{number}" },
                ],
            },
        };

        var text = OnTerminal(record);
        var markdown = AsMarkdown(record);

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        GoldenFile.Check("console-many-verdicts.txt", text[..text.IndexOf("  medians of", StringComparison.Ordinal)]);
        GoldenFile.Check("report-many-verdicts.md", markdown[..markdown.IndexOf("- **", StringComparison.Ordinal)]);
    }

    private static string OnTerminal(SessionRecord record)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 80;
        SessionConsole.Render(record, console);
        // Spectre pads lines to the width of their table; an editor would take the blanks away.
        return string.Join('\n', output.ToString().ReplaceLineEndings("\n").Split('\n').Select(each => each.TrimEnd()));
    }

    private static string AsMarkdown(SessionRecord record)
    {
        using var output = new StringWriter();
        MarkdownReport.Write(record, SessionFigures.Of(record), output);
        return output.ToString();
    }
}
