using System.Xml;
using System.Xml.Linq;
using Wiretax.Reporting.Figures;
using Wiretax.Reporting.Html;
using Wiretax.Reporting.Plots;
using Wiretax.Sessions;

namespace Wiretax.Tests.Reporting.Html;

public sealed class HtmlReportTests
{
    private static readonly Lazy<string> Text = new(() => Render(MadeUpSession.Create()));
    private static readonly Lazy<XElement> Page = new(() => Parse(Text.Value));

    [Fact]
    public void Headings_go_down_one_level_at_a_time()
    {
        var levels = Page.Value.Descendants().Where(each => each.Name.LocalName is "h1" or "h2" or "h3" or "h4").Select(each => each.Name.LocalName[1] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, each => each == 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Fact]
    public void Every_table_has_a_caption_and_its_heads_a_scope()
    {
        Assert.All(Page.Value.Descendants("table"), table =>
        {
            Assert.False(string.IsNullOrWhiteSpace(table.Element("caption")?.Value));
            Assert.All(table.Descendants("th").Where(each => each.Value.Length > 0), head => Assert.NotNull(head.Attribute("scope")));
            var columns = table.Descendants("tr").Select(row => row.Elements().Sum(each => (int?)each.Attribute("colspan") ?? 1)).Distinct();
            Assert.Single(columns);
        });
    }

    [Fact]
    public void Every_plot_says_in_words_what_it_shows()
    {
        var plots = Page.Value.Descendants().Where(each => each.Name.LocalName == "svg").ToList();

        Assert.NotEmpty(plots);
        Assert.All(plots, plot =>
        {
            Assert.Equal("img", plot.Attribute("role")?.Value);
            Assert.Contains("host", plot.Attribute("aria-label")?.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void No_two_elements_share_an_id()
    {
        var ids = Page.Value.Descendants().Attributes("id").Select(each => each.Value).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Nothing_is_loaded_from_anywhere()
    {
        var addresses = Page.Value.Descendants().Attributes().Where(each => each.Name.LocalName is "src" or "href" or "action" or "srcset").Select(each => each.Value).ToList();

        Assert.All(addresses, each => Assert.Matches("^(#[a-z]+|captures/[^:]+)$", each));
        Assert.DoesNotContain("@import", Text.Value, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"url\((?!data:|#)", Text.Value);
        Assert.Contains("default-src &#39;none&#39;", Text.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_capture_or_a_machine_says_is_text_and_never_markup()
    {
        Assert.DoesNotContain(MadeUpSession.Hostile, Text.Value, StringComparison.Ordinal);
        Assert.Single(Page.Value.Descendants("script"));
        Assert.Contains(MadeUpSession.Hostile, Page.Value.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_a_scenario_cannot_break_out_of_an_attribute()
    {
        const string Name = "\"><img src=x onerror=alert(1)>";
        var record = MadeUpSession.Create();
        var renamed = record with
        {
            Scenario = Name,
            Runs = [.. record.Runs.Select(each => each.Path == "vm-bridged" ? each with { Path = Name, Workload = Name } : each)],
            Paths = [.. record.Paths.Select(each => each.Name == "vm-bridged" ? each with { Name = Name } : each)],
        };

        Assert.Empty(Parse(Render(renamed)).Descendants("img"));
    }

    [Fact]
    public void What_is_not_known_is_a_dash_and_never_zero()
    {
        var teardown = Page.Value.Descendants("section").First(each => each.Attribute("id")?.Value == "phases")
            .Descendants("tbody").First().Elements("tr").First().Elements().ElementAt(5);

        Assert.Equal("–", teardown.Value);
        Assert.Null(teardown.Attribute("data-value"));
    }

    [Fact]
    public void Pairs_side_by_side_have_a_section_with_both_figures_and_their_tables()
    {
        var page = Parse(Render(MadeUpLoad.ScaleOut()));

        var section = page.Descendants("section").Single(each => each.Attribute("id")?.Value == "scale-out");
        Assert.Equal(2, section.Descendants("figure").Count());
        var rows = section.Descendants("tbody").First().Elements("tr").Select(row => row.Elements().Select(each => each.Value).ToList()).ToList();
        Assert.Equal(3 * 4, rows.Count);
        Assert.Equal(["4", "2", "319.9\u00a0Mbit/s", "400.0\u00a0Mbit/s", "80.0\u00a0%", "376.4\u00a0Mbit/s", "85.0\u00a0%", "0.9998", "2.000\u00a0ms", "hypervisor"], rows[7][1..]);
        Assert.Equal("wire (1 of 2)", rows[^1][^1]);
        Assert.DoesNotContain(Page.Value.Descendants("section"), each => each.Attribute("id")?.Value == "scale-out");
        Assert.Single(page.Descendants("a"), each => each.Attribute("href")?.Value == "#scale-out");
    }

    [Fact]
    public void Each_machines_processors_and_interrupts_are_told_apart()
    {
        var cpu = Parse(Render(MadeUpLoad.ScaleOut())).Descendants("section").Single(each => each.Attribute("id")?.Value == "cpu");

        var captions = cpu.Descendants("caption").Select(each => each.Value).ToList();
        Assert.Contains("vm-bridged, tcp-4 rx, run 1: the machine that the session ran on", captions);
        Assert.Contains("vm-bridged, tcp-4 rx, run 1: the system under test of pair 1", captions);
        Assert.Contains("vm-bridged, tcp-4 rx, run 1: the system under test of pair 1: what its interfaces counted, that of the management link among them", captions);
        Assert.Contains(cpu.Descendants("td"), each => each.Value == "0: 79.0\u00a0%, 10.5\u00a0%; 1: 76.2\u00a0%, 38.1\u00a0%");
    }

    [Fact]
    public void The_page_is_the_same_under_every_culture() =>
        Assert.Equal(Text.Value, InCulture.Run("comma", () => Render(MadeUpSession.Create())));

    private static string Render(SessionRecord record)
    {
        var workloads = SessionFigures.Of(record);
        using var output = new StringWriter();
        HtmlReport.Write(record, workloads, SessionPlots.Of(record, workloads), output);
        return output.ToString();
    }

    private static XElement Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }
}
