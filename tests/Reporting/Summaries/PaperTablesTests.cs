using Wiretax.Analysis.Accounting;
using Wiretax.Reporting.Summaries;

namespace Wiretax.Tests.Reporting.Summaries;

public sealed class PaperTablesTests
{
    /// <summary>Tables III to VI as printed, a row: source, then frames, kilobytes and seconds of each level.</summary>
    private static readonly string[] Printed =
    [
        "Lin|27903 40738 40.469|43871 41616 42.933|15966 27905 639 41854 42.933|15966 27905 958 42245 42.933",
        "VMWin|29849 40753 39.924|49747 41748 39.926|19898 29849 796 41947 39.926|19898 29849 1194 42365 39.926",
        "VMLin|27926 40745 41.559|44645 41638 41.563|16718 27927 669 41863 41.563|16718 27927 1003 42254 41.563",
    ];

    [Fact]
    public void The_studys_tables_come_back_to_the_last_printed_digit()
    {
        using var folder = new TemporaryFolder();
        var summaries = new List<CaptureSummary>();
        foreach (var (source, seconds) in (ReadOnlySpan<(string, double)>)[("VMLin", 3.002), ("VMWin", 3.017), ("Lin", 2.009)])
            summaries.Add(Analyze(folder, "to-node", $"{source}-Win", StudyCaptures.Ping(seconds, byNode: false)));
        foreach (var (destination, seconds) in (ReadOnlySpan<(string, double)>)[("VMLin", 3.000), ("VMWin", 3.002), ("Lin", 3.001)])
            summaries.Add(Analyze(folder, "from-node", $"Win-{destination}", StudyCaptures.Ping(seconds, byNode: true)));
        foreach (var row in (StudyCaptures.Transfer[])[StudyCaptures.Lin, StudyCaptures.VmWin, StudyCaptures.VmLin])
            summaries.Add(Analyze(folder, "http", $"{row.Source}-Win", StudyCaptures.Http(row)));

        var output = new StringWriter();
        PaperTables.Write(summaries, output);
        var text = output.ToString();

        GoldenFile.Check("paper.txt", text);
        Assert.All(summaries, each => Assert.True(each.Complete, string.Join(' ', each.IncompleteReasons)));
        AssertPrinted(text);
    }

    private static void AssertPrinted(string text)
    {
        var tables = text.Split("Table ").Skip(1).ToDictionary(
            each => each[..each.IndexOf('.', StringComparison.Ordinal)],
            each => each.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList());
        foreach (var row in Printed)
        {
            var parts = row.Split('|');
            Assert.Contains($"{parts[0]} Win HTTP {parts[1]}", tables["III"]);
            Assert.Contains($"{parts[0]} Win TCP {parts[2]}", tables["IV"]);
            Assert.Contains($"{parts[0]} Win IP {parts[3]}", tables["V"]);
            Assert.Contains($"{parts[0]} Win Ethernet {parts[4]}", tables["VI"]);
        }
        Assert.Contains("VMLin Win ICMP 4 392 3.002", tables["I"]);
        Assert.Contains("VMWin Win ICMP 4 392 3.017", tables["I"]);
        Assert.Contains("Lin Win ICMP 4 392 2.009", tables["I"]);
        Assert.Contains("Win VMLin ICMP 4 392 3.000", tables["II"]);
        Assert.Contains("Win VMWin ICMP 4 392 3.002", tables["II"]);
        Assert.Contains("Win Lin ICMP 4 392 3.001", tables["II"]);
    }

    private static CaptureSummary Analyze(TemporaryFolder folder, string group, string name, byte[] capture)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, group));
        var file = Path.Combine(folder.Path, group, name + ".pcap");
        File.WriteAllBytes(file, capture);
        return CaptureAnalyzer.AnalyzeFile(file, new AnalysisOptions { Local = StudyCaptures.CaptureNode, Files = [file] });
    }
}
