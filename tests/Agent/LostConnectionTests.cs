using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Wiretax.Agent;
using Wiretax.Generators;
using Wiretax.Generators.Http;

namespace Wiretax.Tests.Agent;

/// <summary>What an agent started ends with the call, with the connection, and when its session falls silent.</summary>
public sealed class LostConnectionTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>The bound of the signs of life, and as much again for a busy machine.</summary>
    private static readonly TimeSpan Silence = 2 * (AgentLimits.SilenceUntilPing + AgentLimits.PingTimeout);

    [Fact]
    public async Task A_cancelled_workload_ends_at_the_agent()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var client = await agent.ConnectAsync();
        using var far = new SilentServer();
        using var stop = new CancellationTokenSource();
        var generating = far.GenerateAsync(client, stop.Token);
        using var traffic = await far.AcceptAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generating);
        Assert.True(await SilentServer.IsClosedWithinAsync(traffic, Soon));
    }

    [Fact]
    public async Task A_lost_connection_ends_the_workload()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        await using var link = new FreezableRelay(agent.Listening);
        using var client = await agent.ConnectAsync(link.ConnectAsync);
        using var far = new SilentServer();
        var generating = far.GenerateAsync(client, LoopbackAgent.Cancellation);
        using var traffic = await far.AcceptAsync();

        link.Break();

        await Assert.ThrowsAsync<AgentException>(() => generating);
        Assert.True(await SilentServer.IsClosedWithinAsync(traffic, Soon));
    }

    [Fact]
    public async Task A_silent_link_ends_the_workload_at_both_ends()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        await using var link = new FreezableRelay(agent.Listening);
        using var client = await agent.ConnectAsync(link.ConnectAsync);
        using var far = new SilentServer();
        var generating = far.GenerateAsync(client, LoopbackAgent.Cancellation);
        using var traffic = await far.AcceptAsync();

        link.Freeze();

        await Assert.ThrowsAsync<AgentException>(() => generating.WaitAsync(Silence, LoopbackAgent.Cancellation));
        Assert.True(await SilentServer.IsClosedWithinAsync(traffic, Silence));
    }

    [Fact]
    public async Task Traffic_servers_end_with_their_call()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var client = await agent.ConnectAsync();
        var server = await client.ServeAsync(IPAddress.Loopback, 0, 0, LoopbackAgent.Cancellation);
        Assert.True(await ListensAsync(server.TcpPort));

        server.Dispose();

        Assert.Null(await server.Ended);
        await StopsListeningAsync(server.TcpPort);
        await StopsListeningAsync(server.HttpPort);
    }

    [Fact]
    public async Task Traffic_servers_end_with_the_connection_and_the_session_is_told()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        await using var link = new FreezableRelay(agent.Listening);
        using var client = await agent.ConnectAsync(link.ConnectAsync);
        using var server = await client.ServeAsync(IPAddress.Loopback, 0, 0, LoopbackAgent.Cancellation);

        link.Break();

        Assert.NotNull(await server.Ended);
        await StopsListeningAsync(server.TcpPort);
        await StopsListeningAsync(server.HttpPort);
    }

    private static async Task StopsListeningAsync(int port)
    {
        var waiting = Stopwatch.StartNew();
        while (await ListensAsync(port))
        {
            Assert.True(waiting.Elapsed < Soon, $"port {port} is still served");
            await Task.Delay(20, LoopbackAgent.Cancellation);
        }
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, LoopbackAgent.Cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A far end that takes a connection and never answers: whoever made it waits until it is told to stop.</summary>
    private sealed class SilentServer : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public SilentServer()
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
        }

        public Task<GeneratorResult> GenerateAsync(AgentClient client, CancellationToken cancellation) => client.GenerateAsync(
            AgentWorkload.Http(IPAddress.Loopback, new TransferOptions { Port = ((IPEndPoint)_listener.LocalEndPoint!).Port }),
            startAt: null, accepted: null, cancellation);

        public async Task<Socket> AcceptAsync() => await _listener.AcceptAsync(LoopbackAgent.Cancellation);

        public static async Task<bool> IsClosedWithinAsync(Socket socket, TimeSpan limit)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(LoopbackAgent.Cancellation);
            timeout.CancelAfter(limit);
            var received = new byte[1024];
            try
            {
                while (await socket.ReceiveAsync(received, timeout.Token) > 0)
                {
                }
                return true;
            }
            catch (SocketException)
            {
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
