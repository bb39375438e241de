using System.Text.Json;
using Spectre.Console;
using Wiretax.Analysis.Accounting;
using Wiretax.Reporting.Summaries;
using Wiretax.Tests.Analysis.Accounting;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Reporting.Summaries;

public sealed class SummaryFormatTests
{
    /// <summary>A ping, a transfer with a super-frame, a segment sent twice and a gap, a name lookup, some ARP.</summary>
    private static CaptureSummary Example() => Frames().Analyze() with { Files = ["example.pcap"] };

    private static Trace Frames() => new Trace()
        .Arp(-5, fromServer: false, toAll: true).Arp(-4, fromServer: true, toAll: false)
        .Echo(-3, isReply: false, 1).Echo(-2.5, isReply: true, 1).Echo(-2, isReply: false, 2)
        .Udp(-1, Client, Server, 40).Udp(-0.5, Server, Client, 120)
        .Handshake(Mss(1460))
        .Up(11, 1001, 5001, 100)
        .Down(21, 5001, 1101, 4380).Down(22, 9381, 1101, 1460).Down(23, 9381, 1101, 1460).Down(24, 12_301, 1101, 1460)
        .Up(25, 1101, 13_761)
        .Down(30, 13_761, 1101, flags: Fin | Ack).Up(31, 1101, 13_762, flags: Fin | Ack).Down(41, 13_762, 1102)
        .Cut(96);

    [Theory]
    [InlineData("")]
    [InlineData("comma")]
    public void The_terminal_keeps_to_80_columns(string culture)
    {
        var text = InCulture.Run(culture, () =>
        {
            var output = new StringWriter();
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
            console.Profile.Width = 80;
            SummaryConsole.Render(Example(), console);
            return Trimmed(output);
        });

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        GoldenFile.Check("summary.txt", text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("comma")]
    public void Csv_is_one_long_table(string culture) => GoldenFile.Check("summary.csv", InCulture.Run(culture, () =>
    {
        var output = new StringWriter();
        SummaryCsv.Write([Example()], output);
        return output.ToString();
    }));

    [Theory]
    [InlineData("")]
    [InlineData("comma")]
    public void Markdown_has_a_table_a_section(string culture) => GoldenFile.Check("summary.md", InCulture.Run(culture, () =>
    {
        var output = new StringWriter();
        SummaryMarkdown.Write(Example(), output);
        return output.ToString();
    }));

    [Theory]
    [InlineData("")]
    [InlineData("comma")]
    public void Json_keeps_the_promised_keys(string culture) => GoldenFile.Check("summary.json", InCulture.Run(culture, () =>
        JsonSerializer.Serialize(Example(), SummaryJson.Default.CaptureSummary) + "\n"));

    private static string Trimmed(StringWriter output) =>
        string.Join('\n', output.ToString().Split('\n').Select(line => line.TrimEnd()));
}
