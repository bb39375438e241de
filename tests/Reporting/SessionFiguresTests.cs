using Wiretax.Reporting.Figures;

namespace Wiretax.Tests.Reporting;

public sealed class SessionFiguresTests
{
    [Fact]
    public void An_incomplete_run_counts_in_no_median()
    {
        var record = MadeUpSession.Create();
        var http = SessionFigures.Of(record).First(each => each.Workload == "http");

        var row = http.Layers[0].Rows.First(each => each.Path == "uml-bridged");

        var complete = record.Runs.Where(each => each.Path == "uml-bridged" && each.Workload == "http" && each.Complete)
            .Select(each => each.Summary!.Layer("application").Total.DurationSeconds!.Value).Order().ToList();
        Assert.Equal(4, row.Runs);
        Assert.Equal((complete[1] + complete[2]) / 2, row.Total.Seconds!.Value, 12);
    }

    [Fact]
    public void A_path_without_a_complete_run_has_figures_that_are_not_known()
    {
        var record = MadeUpSession.Create();
        record = record with { Runs = [.. record.Runs.Select(each => each with { Complete = each.Path != "vm-bridged" && each.Complete })] };

        var row = SessionFigures.Of(record).First(each => each.Workload == "http").Layers[0].Rows.First(each => each.Path == "vm-bridged");

        Assert.Equal(0, row.Runs);
        Assert.Null(row.Total.Bytes);
        Assert.Null(row.Total.Seconds);
    }

    [Fact]
    public void Payload_and_overhead_of_a_path_sum_to_its_link_bytes()
    {
        foreach (var row in SessionFigures.Of(MadeUpSession.Create()).SelectMany(each => each.OwnBytes))
            Assert.Equal(row.LinkBytes, row.PayloadBytes + row.Parts.Sum(each => each.Bytes));
    }

    [Fact]
    public void Every_protocol_of_the_ledger_has_its_kind()
    {
        string[] known = ["payload", "padding", "tcp", "tcp-options", "udp", "icmp", "ipv4", "ipv6", "ethernet", "vlan", "vxlan", "gre", "geneve"];

        Assert.All(known, each => Assert.NotEqual(OwnBytes.Other, OwnBytes.KindOf(each)));
        Assert.Equal(OwnBytes.Other, OwnBytes.KindOf("arp"));
        Assert.Equal(OwnBytes.Other, OwnBytes.KindOf("undissected"));
    }

    [Fact]
    public void Layers_come_from_the_payload_outwards_and_encapsulation_only_where_there_is_any()
    {
        var http = SessionFigures.Of(MadeUpSession.Create()).First(each => each.Workload == "http");

        Assert.Equal(["application", "transport", "network", "link"], http.Layers.Select(each => each.Layer));
    }
}
