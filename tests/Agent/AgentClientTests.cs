using System.Net;
using System.Net.Sockets;
using Wiretax.Agent;
using Wiretax.Capture;
using Wiretax.Generators;
using Wiretax.Generators.Http;
using Wiretax.Generators.Ping;
using Wiretax.Generators.Tcp;

namespace Wiretax.Tests.Agent;

public sealed class AgentClientTests
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private static CancellationToken Cancellation => LoopbackAgent.Cancellation;

    [Fact]
    public async Task An_agent_says_what_it_is()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var client = await agent.ConnectAsync();

        var description = await client.DescribeAsync(Cancellation);

        Assert.Equal("1.2.3", description.Version);
        Assert.Equal(Environment.ProcessorCount, description.Processors);
        var loopback = Assert.Single(description.Interfaces, each => each.Addresses.Contains("127.0.0.1"));
        Assert.True(loopback.Up);
    }

    [Fact]
    public async Task The_agent_reads_its_kernels_counters()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("The counters are those of Linux.");
        const long Size = 5_000_000;
        await using var agent = await LoopbackAgent.StartAsync();
        using var client = await agent.ConnectAsync();
        using var server = await client.ServeAsync(IPAddress.Loopback, 0, 0, Cancellation);

        var before = await client.CountersAsync(Cancellation);
        await client.GenerateAsync(AgentWorkload.Http(IPAddress.Loopback, new TransferOptions { Port = server.HttpPort, Size = Size }), null, null, Cancellation);
        var after = await client.CountersAsync(Cancellation);

        Assert.True(after.TakenAt > before.TakenAt);
        Assert.Equal(Environment.ProcessorCount, after.Processors.Count);
        Assert.True(Busy(after) >= Busy(before));
        Assert.True(after.Own.User + after.Own.System > before.Own.User + before.Own.System);
        Assert.True(Loopback(after).SentBytes - Loopback(before).SentBytes >= Size);
        Assert.All(after.Interrupts, each => Assert.InRange(each.ByProcessor.Count, 1, Environment.ProcessorCount));

        static AgentInterfaceCounters Loopback(AgentCounters counters) => counters.Interfaces.Single(each => each.Name == "lo");
        static long Busy(AgentCounters counters) => counters.Processors.Sum(each => each.User + each.System + each.SoftInterrupt);
    }

    [Theory]
    [InlineData(TransferDirection.Send)]
    [InlineData(TransferDirection.Receive)]
    public async Task A_file_goes_from_one_agent_to_another(TransferDirection direction)
    {
        const long Size = 1_000_000;
        await using var near = await LoopbackAgent.StartAsync();
        await using var far = await LoopbackAgent.StartAsync();
        using var generating = await near.ConnectAsync();
        using var serving = await far.ConnectAsync();
        using var server = await serving.ServeAsync(IPAddress.Loopback, 0, 0, Cancellation);
        var accepted = 0;

        var result = await generating.GenerateAsync(
            AgentWorkload.Http(IPAddress.Loopback, new TransferOptions { Port = server.HttpPort, Size = Size, Direction = direction }),
            startAt: null, () => accepted++, Cancellation);

        Assert.Equal("http", result.Workload);
        Assert.Equal(Size, result.ContentBytes);
        Assert.True((direction == TransferDirection.Send ? result.BytesSent : result.BytesReceived) > Size);
        Assert.True(result.DurationSeconds > 0);
        Assert.Null(result.EchoRequests);
        Assert.Equal(1, accepted);
    }

    [Fact]
    public async Task Streams_at_two_agents_start_at_one_moment()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var client = await agent.ConnectAsync();
        using var other = await agent.ConnectAsync();
        using var server = await client.ServeAsync(IPAddress.Loopback, 0, 0, Cancellation);
        var clock = await client.ReadClockAsync(Cancellation);
        await other.ReadClockAsync(Cancellation);
        var stream = AgentWorkload.Tcp(IPAddress.Loopback, new StreamOptions
        {
            Port = server.TcpPort,
            Duration = TimeSpan.FromMilliseconds(200),
        });

        var started = EpochClock.Now;
        var results = await Task.WhenAll(
            client.GenerateAsync(stream, started + NanosecondsPerSecond, null, Cancellation),
            other.GenerateAsync(stream, started + NanosecondsPerSecond, null, Cancellation));
        var took = EpochClock.Now - started;

        Assert.True(took >= NanosecondsPerSecond, $"it took {took} ns, and was to start after a second");
        Assert.All(results, each => Assert.True(each.ContentBytes > 0));
        // Both ends have one clock here.
        Assert.True(Math.Abs(clock.Offset) <= clock.Uncertainty + 1000);
    }

    [Fact]
    public async Task Echo_requests_start_at_the_agent_when_they_are_due()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var client = await agent.ConnectAsync();
        var ping = AgentWorkload.Ping(IPAddress.Loopback, new EchoOptions { Count = 3, Interval = TimeSpan.FromMilliseconds(10) });

        var started = EpochClock.Now;
        var result = await client.GenerateAsync(ping, started + NanosecondsPerSecond / 2, null, Cancellation);

        Assert.True(EpochClock.Now - started >= NanosecondsPerSecond / 2);
        Assert.Equal(3, result.EchoRequests);
        Assert.Equal(3, result.EchoReplies);
        Assert.NotNull(result.RoundTripSeconds);
        Assert.Null(result.ContentBytes);
    }

    [Fact]
    public async Task Calls_that_run_side_by_side_keep_their_numbers_in_order()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var client = await agent.ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.DescribeAsync(Cancellation)));

        Assert.DoesNotContain("refused", agent.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_workload_failed_of_reaches_the_session_as_a_sentence()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var client = await agent.ConnectAsync();
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)closed.LocalEndPoint!).Port;

        var failed = await Assert.ThrowsAsync<AgentException>(() => client.GenerateAsync(
            AgentWorkload.Tcp(IPAddress.Loopback, new StreamOptions { Port = port }), null, null, Cancellation));

        Assert.StartsWith($"The agent at {agent.Endpoint} could not do it: ", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_is_not_there_is_named()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = agent.Endpoint with { Port = ((IPEndPoint)closed.LocalEndPoint!).Port };

        var failed = await Assert.ThrowsAsync<AgentException>(() =>
            AgentClient.ConnectAsync(nobody, agent.SessionCertificates(), new AgentClientOptions(), Cancellation));

        Assert.Equal($"The agent at {nobody} cannot be reached: Connection refused.", failed.Message);
    }

    [Fact]
    public async Task A_session_may_supply_the_socket()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        var connected = 0;

        using var client = await agent.ConnectAsync(async (endpoint, cancellation) =>
        {
            connected++;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellation);
            return socket;
        });
        await client.DescribeAsync(Cancellation);

        Assert.Equal(1, connected);
    }

    [Fact]
    public async Task A_capture_at_the_agent_has_the_traffic_and_nothing_of_the_management_link()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            Assert.Skip("Capturing takes root on Linux.");
        const long Size = 1_000_000;
        await using var agent = await LoopbackAgent.StartAsync();
        using var client = await agent.ConnectAsync();
        using var server = await client.ServeAsync(IPAddress.Loopback, 0, 0, Cancellation);
        using var file = new MemoryStream();
        AgentCaptureResult result;
        using (var capture = await client.CaptureAsync(
            new LiveCaptureOptions { Interface = "lo", Filter = $"tcp port {server.HttpPort} or tcp port {agent.Listening.Port}" }, Cancellation))
        {
            await client.GenerateAsync(
                AgentWorkload.Http(IPAddress.Loopback, new TransferOptions { Port = server.HttpPort, Size = Size }), null, null, Cancellation);
            var folders = Directory.GetDirectories(Path.GetTempPath(), "wiretax-agent-*");
            Assert.NotEmpty(folders);
            Assert.All(folders, each => Assert.True(OperatingSystem.IsWindows()
                || File.GetUnixFileMode(each) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)));
            result = await capture.StopAsync(file, Cancellation);
        }

        var ports = CapturedPorts.Of(file.ToArray());
        Assert.False(result.ReachedLimit);
        Assert.Equal(result.Node.Frames, ports.Frames);
        Assert.True(ports.OriginalBytes > Size);
        Assert.Contains(server.HttpPort, ports.Seen);
        Assert.DoesNotContain(agent.Listening.Port, ports.Seen);
    }

    [Theory]
    [InlineData("no-such-interface", null, "has no interface 'no-such-interface'")]
    [InlineData("lo; reboot", null, "has no interface 'lo; reboot'")]
    [InlineData("lo", "no such filter", "filter")]
    public async Task A_capture_of_what_is_not_there_is_refused(string captured, string? filter, string why)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            Assert.Skip("Capturing takes root on Linux.");
        await using var agent = await LoopbackAgent.StartAsync();
        using var client = await agent.ConnectAsync();

        var refused = await Assert.ThrowsAsync<AgentException>(() =>
            client.CaptureAsync(new LiveCaptureOptions { Interface = captured, Filter = filter }, Cancellation));

        Assert.StartsWith($"The agent at {agent.Endpoint} refused: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }
}
