using Microsoft.Data.Analysis;
using Wiretax.Reporting.Tables;

namespace Wiretax.Tests.Reporting.Tables;

public sealed class SessionTablesTests
{
    [Fact]
    public void Every_run_has_a_row_and_its_bytes_are_whole_numbers()
    {
        var record = MadeUpSession.Create();

        var runs = SessionTables.Runs(record);

        Assert.Equal(record.Runs.Count, runs.Rows.Count);
        var bytes = Assert.IsType<Int64DataFrameColumn>(runs["link_bytes"]);
        Assert.Equal(record.Runs.Select(each => (long?)each.Summary!.Layer("link").Total.Bytes), bytes);
    }

    [Fact]
    public void What_is_not_known_is_null_in_its_column()
    {
        var record = MadeUpSession.Create();

        var runs = SessionTables.Runs(record);

        var ping = record.Runs.Index().First(each => each.Item.Workload == "ping").Index;
        Assert.Null(runs["goodput_bits_per_second"][ping]);
        Assert.Null(runs["incomplete_reasons"][ping]);
        Assert.Null(runs["cpu_hypervisor_seconds"][ping]);
        Assert.Null(runs["encapsulation_duration_seconds"][ping]);
        Assert.Equal(0L, runs["encapsulation_bytes"][ping]);
    }

    [Fact]
    public void A_run_without_a_summary_keeps_its_row()
    {
        var record = MadeUpSession.Create();
        record = record with { Runs = [record.Runs[0] with { Summary = null, Complete = false, Capture = null, IncompleteReasons = ["It never ended."] }] };

        var runs = SessionTables.Runs(record);

        Assert.Equal(1, runs.Rows.Count);
        Assert.Null(runs["frames"][0]);
        Assert.Equal("It never ended.", runs["incomplete_reasons"][0]);
        Assert.Equal(0, SessionTables.Layers(record).Rows.Count);
    }

    [Fact]
    public void The_ledger_of_a_run_sums_to_its_link_bytes()
    {
        var record = MadeUpSession.Create();
        var ledger = SessionTables.Ledger(record);
        var layers = SessionTables.Layers(record);

        var own = Sum(ledger, _ => true);
        var link = Sum(layers, row => (string)row["layer"] == "link" && (string)row["side"] == "total");

        Assert.Equal(link, own);
    }

    [Fact]
    public void Every_echo_has_its_round_trip_time()
    {
        var record = MadeUpSession.Create();

        var times = SessionTables.RoundTrips(record);

        Assert.Equal(record.Runs.SelectMany(each => each.Summary!.Echo?.Samples ?? []).Select(each => (double?)each), (DoubleDataFrameColumn)times["rtt_seconds"]);
    }

    [Fact]
    public void The_comparison_has_every_metric_with_its_interval()
    {
        var record = MadeUpSession.Create();

        var table = SessionTables.Comparison(record);

        Assert.Equal(record.Comparison!.Candidates.Sum(each => each.Metrics.Count), table.Rows.Count);
        Assert.Equal(record.Comparison.Candidates[0].Metrics[0].Low, table["ratio_low"][0]);
        Assert.Equal("host", table["baseline_path"][0]);
    }

    [Fact]
    public void What_machines_did_has_a_row_for_each_processor_interrupt_guest_and_pair()
    {
        var tables = SessionTables.All(MadeUpLoad.ScaleOut());

        // By 2 directions and 2 repetitions: this machine's two processors on 3 paths and 4 numbers of pairs, and the guests' own.
        Assert.Equal(4 * ((2 * 3 * 4) + (2 * (1 + 2 + 3 + 4))), tables["processors"].Rows.Count);
        Assert.Equal(4 * 2 * (1 + 2 + 3 + 4), tables["hypervisors"].Rows.Count);
        Assert.Equal(4 * 2 * (1 + 2 + 3 + 4), tables["interfaces"].Rows.Count);
        Assert.Equal(4 * 3 * (1 + 2 + 3 + 4), tables["pairs"].Rows.Count);
        Assert.Equal(2 * 3 * 4, tables["scale-out"].Rows.Count);
        Assert.Equal(27_000L + 400, tables["interrupts"].Rows.Where(row => (string)row["interrupt"] == "NET_RX").Take(2).Sum(row => (long)row["count"]));
        Assert.Equal("session", tables["processors"]["machine"][0]);
        Assert.Null(tables["processors"]["pair"][0]);
        Assert.Equal("wire", tables["scale-out"]["bottleneck"][0]);
        Assert.Null(tables["scale-out"]["fairness"][0]);
    }

    [Fact]
    public void A_session_without_runs_has_tables_with_heads_and_no_rows()
    {
        var record = MadeUpSession.Create() with { Runs = [], Comparison = null };

        Assert.All(SessionTables.All(record), each => Assert.True(each.Value.Columns.Count > 0));
        Assert.Equal(0, SessionTables.Runs(record).Rows.Count);
    }

    private static Dictionary<string, long> Sum(DataFrame table, Func<DataFrameRow, bool> where) => table.Rows
        .Where(where)
        .GroupBy(row => $"{row["path"]} {row["workload"]} {row["direction"]} {row["repetition"]}")
        .ToDictionary(run => run.Key, run => run.Sum(row => (long)row["bytes"]));
}
