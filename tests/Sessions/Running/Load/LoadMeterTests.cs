using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Wiretax.Agent;
using Wiretax.Agent.Certificates;
using Wiretax.Agent.Server;
using Wiretax.Paths;
using Wiretax.Sessions;
using Wiretax.Sessions.Running;
using Wiretax.Sessions.Running.Load;
using Wiretax.Tests.Reporting;

namespace Wiretax.Tests.Sessions.Running.Load;

public sealed class LoadMeterTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    private readonly TemporaryFolder _certificates = new();
    private readonly SessionAgents _agents = new();

    public LoadMeterTests() => CertificateFolder.Create(_certificates.Path, 1, hosts: []);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_tells_what_its_machine_and_its_process_did()
    {
        using var own = CertificateFolder.LoadAgent(_certificates.Path);
        await using var agent = await AgentServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), own, "1.2.3", TextWriter.Null, Cancellation);

        var load = await MeasureAsync(new LoadMeter(_agents), agent.Listening.Port, pairs: 1);

        var told = Assert.Single(load.Agents);
        Assert.Equal((BottleneckSides.SystemUnderTest, 1), (told.Side, told.Pair));
        Assert.Equal(load.Processors.Count, told.Processors.Count);
        Assert.True(told.Seconds >= load.Seconds * 0.5);
        Assert.True(told.OwnSeconds > 0);
    }

    [Fact]
    public async Task An_agent_that_is_not_there_leaves_its_figures_out()
    {
        using var gone = new TcpListener(IPAddress.Loopback, 0);
        gone.Start();
        var port = ((IPEndPoint)gone.LocalEndpoint).Port;
        gone.Stop();

        var load = await MeasureAsync(new LoadMeter(_agents), port, pairs: 1);

        Assert.Empty(load.Agents);
        Assert.Equal(Environment.ProcessorCount, load.Processors.Count);
        Assert.True(load.Seconds > 0);
    }

    [Fact]
    public async Task An_agent_that_stays_silent_is_waited_for_twice_and_then_no_more()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var meter = new LoadMeter(_agents, Patience);
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;

        var first = Stopwatch.StartNew();
        var load = await MeasureAsync(meter, port, pairs: 1);
        first.Stop();
        var second = Stopwatch.StartNew();
        await MeasureAsync(meter, port, pairs: 1);
        second.Stop();

        Assert.Empty(load.Agents);
        Assert.True(first.Elapsed >= Patience, $"{first.Elapsed}");
        Assert.True(second.Elapsed < Patience, $"{second.Elapsed}");
    }

    [Fact]
    public async Task Only_the_agents_and_hypervisors_of_the_runs_pairs_count()
    {
        var path = new StandInPath(pairs: 3, agentPort: null, _certificates.Path);

        var load = await MeasureAsync(new LoadMeter(_agents), path, pairs: 2, startAt: null);

        Assert.Equal([1, 2], load.Hypervisors.Select(each => each.Guest));
        Assert.All(load.Hypervisors, each => Assert.Equal(1, each.Seconds));
    }

    [Fact]
    public async Task Pairs_that_start_at_one_moment_are_read_just_before_it()
    {
        var path = new StandInPath(pairs: 1, agentPort: null, _certificates.Path);
        var moment = (DateTime.UtcNow - DateTime.UnixEpoch + TimeSpan.FromMilliseconds(500)).Ticks * 100;

        var load = await MeasureAsync(new LoadMeter(_agents), path, pairs: 1, startAt: moment);

        // The readings end at once, so that nearly nothing lies between them.
        Assert.InRange(load.Seconds, 0, 0.2);
        Assert.True(DateTime.UtcNow >= DateTime.UnixEpoch.AddTicks((moment / 100) - TimeSpan.FromMilliseconds(100).Ticks));
    }

    public void Dispose()
    {
        _agents.Dispose();
        _certificates.Dispose();
    }

    private Task<RunLoad> MeasureAsync(LoadMeter meter, int port, int pairs) =>
        MeasureAsync(meter, new StandInPath(pairs, port, _certificates.Path), pairs, startAt: null);

    private static async Task<RunLoad> MeasureAsync(LoadMeter meter, IPath path, int pairs, long? startAt)
    {
        var begun = await meter.BeginAsync(path, pairs, () => startAt, Cancellation);
        Assert.Equal(startAt, begun.StartAt);
        return await meter.EndAsync(path, begun, Cancellation);
    }

    /// <summary>A path that was never built: it has addresses, agents at the systems under test, and hypervisors whose time grows by a second a reading.</summary>
    private sealed class StandInPath(int pairs, int? agentPort, string certificates) : IPath
    {
        private int _readings;

        public string Name => "stand-in";

        public IReadOnlyList<PathLink> Links { get; } =
        [
            .. Enumerable.Range(0, pairs).Select(each => new PathLink
            {
                PeerInterface = "none",
                PeerAddress = IPAddress.Loopback,
                SystemUnderTestAddress = IPAddress.Loopback,
                Server = new ServerCommand("none", []) { HttpPort = 1, TcpPort = 2 },
                Peer = new LocalEnd((program, arguments) => new ProcessStartInfo(program, arguments)),
                SystemUnderTest = agentPort is { } port ? new AgentEnd("127.0.0.1", port) { Certificates = certificates } : null,
            }),
        ];

        public string? Failure => null;

        public IReadOnlyList<HypervisorTime> Hypervisors()
        {
            _readings++;
            return [.. Enumerable.Range(1, pairs).Select(each => new HypervisorTime(each, _readings, 0, 0))];
        }

        public double? SystemUnderTestCpuSeconds() => null;
        public ProcessStartInfo AtCaptureNode(string program, IReadOnlyList<string> arguments) => throw new InvalidOperationException();
        public Task ActivateAsync(int pairs, CancellationToken cancellation) => Task.CompletedTask;
        public IReadOnlyDictionary<string, string?> Describe() => new Dictionary<string, string?>();
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
