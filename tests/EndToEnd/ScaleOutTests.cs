using System.Text.Json;
using Wiretax.Sessions;

namespace Wiretax.Tests.EndToEnd;

/// <summary>The scale-out study in small: one and two systems of two makes, at one moment, over wires of 100 Mb/s.</summary>
public sealed class ScaleOutSession : IAsyncLifetime
{
    public const double Wire = 100e6;

    private const string Scenario = """
        paths:
          - { kind: host, rate: 100mbit }
          - { kind: uml-bridged, rate: 100mbit }
        workloads:
          - tcp: { pairs: [1, 2], duration: 1s }
        repeat: 2
        warm-up: 0
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("wiretax-scale-out-").FullName;
    public string Session => Path.Combine(Folder, "session");
    public SessionRecord Record { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Machine.NeedRoot();
        var scenario = Path.Combine(Folder, "scale-out.yaml");
        await File.WriteAllTextAsync(scenario, Scenario);
        var result = await WiretaxProgram.RunAsync("run", scenario, "--out", Session, "--format", "json");
        Assert.True(result.Status == 0, $"'wiretax run' ended with {result.Status}: {result.Errors}");
        Record = JsonSerializer.Deserialize(result.Output, SessionJson.Default.SessionRecord)!;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class ScaleOutTests(ScaleOutSession session) : IClassFixture<ScaleOutSession>
{
    private SessionRecord Record => session.Record;

    [Fact]
    public void Every_number_of_pairs_runs_on_every_path_in_both_directions()
    {
        Assert.All(Record.Runs, run => Assert.True(run.Complete, $"{run.Capture}: {string.Join(" ", run.IncompleteReasons)}"));
        Assert.Equal(
            from path in (string[])["host", "uml-bridged"]
            from workload in (string[])["tcp-1", "tcp-2"]
            from direction in (string[])["rx", "tx"]
            select (path, workload, direction),
            Record.Runs.Select(run => (run.Path, run.Workload, run.Direction)).Distinct().Order());
    }

    [Fact]
    public void The_wires_bound_the_rate_of_all_pairs_together() => Assert.All(Record.Runs, run =>
    {
        Assert.Equal(run.Pairs * ScaleOutSession.Wire, run.WireBitsPerSecond);
        // 1448 of 1538 bytes: MTU 1500, TCP with timestamps, Ethernet with FCS, preamble and gap.
        Assert.Equal(run.Pairs * ScaleOutSession.Wire * 1448 / 1538, run.WirePayloadBitsPerSecond!.Value, 3);
        // A burst of a millisecond, and what the clock of a second makes of it.
        Assert.InRange(run.GoodputBitsPerSecond!.Value / run.WirePayloadBitsPerSecond.Value, 0.3, 1.01);
    });

    [Fact]
    public void Skew_and_fairness_are_stated_where_there_are_several_pairs()
    {
        Assert.All(Record.Runs.Where(run => run.Pairs == 1), run => Assert.Equal((null, null), (run.StartSkewSeconds, run.Fairness)));
        Assert.All(Record.Runs.Where(run => run.Pairs == 2), run =>
        {
            Assert.InRange(run.StartSkewSeconds!.Value, 0, 0.5);
            Assert.InRange(run.Fairness!.Value, 0.5, 1);
            Assert.Equal(["10.77.0.1", "10.77.1.1"], run.PairRecords.Select(pair => pair.Peer));
            Assert.All(run.PairRecords, pair => Assert.True(pair.GoodputBitsPerSecond > 0));
        });
    }

    [Fact]
    public async Task Tshark_counts_the_same_in_every_capture()
    {
        foreach (var run in Record.Runs)
        {
            var counts = await TsharkCounts.OfAsync(Path.Combine(session.Session, run.Capture!), "10.77.0.1", "10.77.1.1");
            var link = run.Summary!.Layer("link");
            Assert.Equal((run.Capture, counts.Frames, counts.LinkBytes), (run.Capture, link.Total.Frames, link.Total.Bytes));
            Assert.Equal((run.Capture, counts.Tx.TcpPayloadBytes), (run.Capture, run.Summary.Layer("application").Tx.Bytes));
            Assert.Equal((run.Capture, counts.Rx.TcpPayloadBytes), (run.Capture, run.Summary.Layer("application").Rx.Bytes));
        }
    }

    [Fact]
    public void Guests_count_at_their_NICs_what_the_wire_carried() => Assert.All(Record.Runs.Where(run => run.Path == "uml-bridged"), run =>
    {
        var guests = run.Load!.Agents.Where(each => each.Side == "systemUnderTest").ToList();
        Assert.Equal(Enumerable.Range(1, run.Pairs), guests.Select(each => each.Pair));
        // A guest hands over super-frames, whose headers its NIC counts once: the payload is what both count.
        var flows = run.Summary!.Flows;
        var (counted, captured) = run.Direction == "rx"
            ? (guests.Sum(guest => Nic(guest).SentBytes), flows.Sum(flow => flow.Rx.UniqueBytes))
            : (guests.Sum(guest => Nic(guest).ReceivedBytes), flows.Sum(flow => flow.Tx.UniqueBytes));
        Assert.True(counted >= captured, $"{run.Capture}: {counted} at the guests' NICs, {captured} in the capture");

        static InterfaceLoad Nic(AgentLoad guest) => Assert.Single(guest.Interfaces, each => each.Name == "vec0");
    });

    [Fact]
    public async Task No_capture_holds_a_frame_of_the_agents_link()
    {
        foreach (var run in Record.Runs)
        {
            var found = await WiretaxProgram.RunProgramAsync("tshark", "-n", "-r", Path.Combine(session.Session, run.Capture!),
                "-Y", "tcp.port == 9443 or ip.addr == 10.79.0.0/16 or arp");
            Assert.Equal((0, ""), (found.Status, found.Output));
        }
    }
}
