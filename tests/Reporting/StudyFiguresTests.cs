using Wiretax.Analysis.Accounting;
using Wiretax.Reporting.Figures;
using Wiretax.Sessions;

namespace Wiretax.Tests.Reporting;

public sealed class StudyFiguresTests
{
    [Fact]
    public void A_session_has_the_six_tables_with_a_row_for_each_path()
    {
        var study = Of(WithBothPings(MadeUpSession.Create()));

        Assert.Equal(["I", "II", "III", "IV", "V", "VI"], study.Tables.Select(each => each.Title.Split(' ')[1].TrimEnd('.')));
        Assert.All(study.Tables, table => Assert.Equal(4, table.Rows.Count));
        Assert.Equal(["vm-bridged", "peer", "ICMP", "4", "392", "3.002"], study.Tables[0].Rows[2]);
        Assert.Equal(["peer", "vm-bridged", "ICMP", "4", "392", "3.002"], study.Tables[1].Rows[2]);
        Assert.Equal(["vm-bridged", "peer", "HTTP", "27625", "40000"], study.Tables[2].Rows[2].Take(5));
    }

    [Fact]
    public void A_row_is_the_run_whose_duration_is_the_median()
    {
        var record = MadeUpSession.Create();

        var row = Of(record).Tables.First(each => each.Title.StartsWith("Table III", StringComparison.Ordinal)).Rows[3];

        // Of uml-bridged's five runs one is incomplete: the second shortest of four.
        var seconds = record.Runs.Where(each => each is { Path: "uml-bridged", Workload: "http", Complete: true })
            .Select(each => each.Summary!.Layer("application").Total.DurationSeconds!.Value).Order().ToList();
        Assert.Equal(seconds[1].ToString("0.000", System.Globalization.CultureInfo.InvariantCulture), row[5]);
        Assert.Contains("uml-bridged run ", Of(record).Runs, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_files_of_several_sizes_the_largest_is_shown()
    {
        var record = MadeUpSession.Create(repetitions: 1);
        var http = record.Runs.Where(each => each.Workload == "http").ToList();
        IEnumerable<RunRecord> Sized(string name, long bytes) => http.Select(each => each with
        {
            Workload = name,
            Summary = each.Summary! with { Ledger = [.. each.Summary.Ledger.Select(row => row.Protocol == "payload" ? row with { Bytes = bytes } : row)] },
        });
        record = record with
        {
            Runs = [.. Sized("http-1kB", 1000), .. Sized("http-1MB", 1_000_000)],
            Workloads = [new("http-1kB", "http", new Dictionary<string, string?>()), new("http-1MB", "http", new Dictionary<string, string?>())],
        };

        var study = Of(record);

        Assert.Equal(4, study.Tables.Count);
        Assert.All(study.Tables, table => Assert.Equal(4, table.Rows.Count));
        Assert.Equal("Every row is the one run of its path.", study.Runs);
    }

    [Fact]
    public void A_session_of_streams_has_none() =>
        Assert.Null(StudyFigures.Of(SessionFigures.Of(MadeUpLoad.ScaleOut())));

    private static StudyFigures Of(SessionRecord record) => Assert.IsType<StudyFigures>(StudyFigures.Of(SessionFigures.Of(record)));

    /// <summary>Each ping once more from the system under test.</summary>
    private static SessionRecord WithBothPings(SessionRecord record)
    {
        var pings = record.Runs.Where(each => each.Workload == "ping").ToList();
        RunRecord Asked(RunRecord run, string direction, string source) => run with
        {
            Direction = direction,
            Summary = run.Summary! with { Local = "10.0.0.1", Echo = run.Summary.Echo! with { Source = source } },
        };
        return record with
        {
            Runs =
            [
                .. record.Runs.Except(pings),
                .. pings.Select(each => Asked(each, "tx", "10.0.0.1")), .. pings.Select(each => Asked(each, "rx", "10.0.0.2")),
            ],
        };
    }
}
