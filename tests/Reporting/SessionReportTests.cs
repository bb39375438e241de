using Wiretax.Reporting;
using Wiretax.Sessions;

namespace Wiretax.Tests.Reporting;

public sealed class SessionReportTests
{
    [Fact]
    public void A_report_written_again_is_the_same_to_the_byte()
    {
        using var folder = new TemporaryFolder();
        SessionReport.Write(MadeUpSession.Create(), folder.Path);
        var first = folder.Files().ToDictionary(each => each, File.ReadAllBytes);

        SessionReport.Write(MadeUpSession.Create(), folder.Path);

        Assert.Equal(first.Keys.Order(), folder.Files().Order());
        Assert.All(first, file => Assert.True(file.Value.AsSpan().SequenceEqual(File.ReadAllBytes(file.Key)), file.Key));
    }

    [Fact]
    public void Tables_plots_and_both_reports_are_there()
    {
        using var folder = new TemporaryFolder();

        SessionReport.Write(MadeUpSession.Create(), folder.Path);

        var names = folder.Files().Select(each => Path.GetRelativePath(folder.Path, each)).ToHashSet();
        string[] expected =
        [
            "report.html", "report.md", "tables/runs.csv", "tables/runs.parquet", "tables/layers.csv", "tables/ledger.csv", "tables/flows.csv",
            "tables/comparison.csv", "tables/environment.csv", "tables/rtt.csv", "plots/bytes-http-rx.svg", "plots/bytes-http-rx.png",
            "plots/duration-http-rx.svg", "plots/rtt-ping-tx.svg", "plots/throughput-tcp-tx.png",
        ];
        Assert.All(expected, each => Assert.Contains(each, names));
        Assert.DoesNotContain(names, each => each.EndsWith(".new", StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_in_which_nothing_was_measured_still_gets_a_report()
    {
        using var folder = new TemporaryFolder();
        var record = MadeUpSession.Create();

        SessionReport.Write(record with { Runs = [], Comparison = null, Workloads = [], Design = null, Disturbance = null }, folder.Path);

        Assert.Contains("Nothing was measured", File.ReadAllText(Path.Combine(folder.Path, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plot_of_an_earlier_report_that_has_nothing_to_show_any_more_is_removed()
    {
        using var folder = new TemporaryFolder();
        SessionReport.Write(MadeUpSession.Create(), folder.Path);

        SessionReport.Write(MadeUpSession.Create() with { Runs = [], Comparison = null }, folder.Path);

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder.Path, "plots")));
    }

    [Fact]
    public void Files_that_no_report_wrote_stay_beside_the_plots()
    {
        using var folder = new TemporaryFolder();
        SessionReport.Write(MadeUpSession.Create(), folder.Path);
        var plots = Path.Combine(folder.Path, "plots");
        string[] own = ["notes.txt", "my-plot.svg", "rtt-ping-tx.csv"];
        Array.ForEach(own, each => File.WriteAllText(Path.Combine(plots, each), each));

        SessionReport.Write(MadeUpSession.Create() with { Runs = [], Comparison = null }, folder.Path);

        Assert.Equal(own.Order(), Directory.EnumerateFiles(plots).Select(each => Path.GetFileName(each)).Order());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_one_sentence()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "tables"), "a file where a folder must be");

        var refused = Assert.Throws<SessionException>(() => SessionReport.Write(MadeUpSession.Create(), folder.Path));

        Assert.StartsWith($"Cannot write the report into '{folder.Path}'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void A_full_disk_leaves_the_file_that_was_there()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "report.md");
        File.WriteAllText(file, "as before");

        Assert.Throws<IOException>(() => ReplacedFile.Write(file, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }));

        Assert.Equal("as before", File.ReadAllText(file));
        Assert.Equal([file], folder.Files());
    }
}
