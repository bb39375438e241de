using Wiretax.Analysis.Accounting;
using Wiretax.Sessions;

namespace Wiretax.Tests.EndToEnd;

/// <summary>The Workstation study's question, asked on this machine: real guests, real frames, tshark as the judge.</summary>
[Collection(nameof(StudySession))]
public sealed class WorkstationStudyTests(StudySession session)
{
    private SessionRecord Record => session.Record;

    [Fact]
    public void Host_and_bridged_guest_are_both_measured()
    {
        Assert.All(Record.Paths, each => Assert.True(each.Measured, $"{each.Name}: {each.Why}"));
        Assert.Contains(Record.Paths, each => each is { Kind: "host", ControlOf: null });
        Assert.Contains(Record.Paths, each => each.Kind == "vm-bridged");
    }

    [Fact]
    public void Every_run_is_complete() =>
        Assert.All(Record.Runs, run => Assert.True(run.Complete, $"{run.Capture}: {string.Join(" ", run.IncompleteReasons)}"));

    [Fact]
    public async Task Tshark_counts_the_same_in_every_capture()
    {
        foreach (var run in Record.Runs)
        {
            var counts = await TsharkCounts.OfAsync(Path.Combine(session.Folder, run.Capture!), run.Summary!.Local!);

            var link = run.Summary.Layer("link").Total;
            Assert.Equal((run.Capture, counts.Frames, counts.LinkBytes), (run.Capture, link.Frames, link.Bytes));
            Agree(run, counts.Tx, layer => layer.Tx);
            Agree(run, counts.Rx, layer => layer.Rx);
        }
    }

    [Fact]
    public void The_ledger_of_each_run_sums_to_its_link_bytes() => Assert.All(
        Record.Runs, run => Assert.Equal(run.Summary!.Layer("link").Total.Bytes, run.Summary.Ledger.Sum(row => row.Bytes)));

    [Fact]
    public void A_transfer_moves_at_least_the_file() => Assert.All(
        Of("http"), run =>
        {
            // What was sent again comes on top in the layer; the bytes of their own are the file and HTTP's headers.
            Assert.True(run.Summary!.Layer("application").Total.Bytes >= 40_000_000);
            Assert.InRange(run.Summary.Flows.Sum(flow => flow.Rx.UniqueBytes ?? 0), 40_000_000, 40_010_000);
        });

    [Fact]
    public void Four_pings_are_four_frames_of_98_bytes_each_way() => Assert.All(Of("ping"), run =>
    {
        Assert.Equal((4, 4, 0), (run.Summary!.Echo!.Requests, run.Summary.Echo.Replies, run.Summary.Echo.Lost));
        var icmp = run.Summary.Layer("transport");
        Assert.Equal((4 * 64, 4 * 64), (icmp.Tx.Bytes, icmp.Rx.Bytes));
        var network = run.Summary.Layer("network");
        Assert.Equal((4 * 84, 4 * 84), (network.Tx.Bytes, network.Rx.Bytes));
    });

    [Fact]
    public void The_folder_holds_what_the_contract_promises()
    {
        string[] promised = ["session.json", "report.html", "report.md", "captures", "tables", "plots"];

        Assert.All(promised, each => Assert.True(Path.Exists(Path.Combine(session.Folder, each)), each));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(session.Folder, "tables"), "*.csv"));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(session.Folder, "plots"), "*.svg"));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(session.Folder, "plots"), "*.png"));
    }

    [Fact]
    public void Standard_output_is_the_record_of_the_folder()
    {
        var (_, saved) = SessionFolder.Open(session.Folder);

        Assert.Equal(saved.Runs.Count, Record.Runs.Count);
        Assert.Equal(saved.Comparison!.Candidates.Count, Record.Comparison!.Candidates.Count);
        Assert.Contains(Record.Comparison.Candidates, each => each.Name == "vm-bridged");
    }

    private List<RunRecord> Of(string workload)
    {
        var runs = Record.Runs.Where(each => each.Workload == workload).ToList();
        Assert.NotEmpty(runs);
        return runs;
    }

    private static void Agree(RunRecord run, DirectionCounts counts, Func<LayerTotals, Totals> direction)
    {
        var summary = run.Summary!;
        Assert.Equal(
            (run.Capture, counts.Frames, counts.IpBytes),
            (run.Capture, direction(summary.Layer("network")).Frames, direction(summary.Layer("network")).Bytes));
        if (run.Workload != "ping")
            Assert.Equal((run.Capture, counts.TcpPayloadBytes), (run.Capture, direction(summary.Layer("application")).Bytes));
    }
}

[CollectionDefinition(nameof(StudySession))]
public sealed class StudySessionGroup : ICollectionFixture<StudySession>;
