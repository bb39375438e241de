using System.Diagnostics;
using System.Net.Sockets;
using Wiretax.Agent;

namespace Wiretax.Tests.Agent;

public sealed class IdleConnectionTests
{
    private const int Connections = 50;
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(1);

    /// <summary>A TLS record that announces a handshake message of 512 bytes, and the first of them.</summary>
    private static readonly byte[] HalfHello = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fifty_connections_that_say_nothing_or_stall_in_the_handshake_do_not_delay_a_session_by_a_second(bool stall)
    {
        await using var agent = await LoopbackAgent.StartAsync();
        await FastestCallAsync(agent);
        var alone = await FastestCallAsync(agent);
        var idle = new List<Socket>();
        try
        {
            for (var at = 0; at < Connections; at++)
                idle.Add(await OpenAsync(agent, stall));

            var besides = await FastestCallAsync(agent);

            Assert.True(besides - alone < Allowed, $"a call took {alone} alone and {besides} beside {Connections} idle connections");
            // They were there all the while, and each is closed when its time is over.
            foreach (var socket in idle)
                Assert.True(await IsClosedAsync(socket));
        }
        finally
        {
            idle.ForEach(each => each.Dispose());
        }
    }

    private static async Task<Socket> OpenAsync(LoopbackAgent agent, bool stall)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(agent.Listening, LoopbackAgent.Cancellation);
        if (stall)
            await socket.SendAsync(HalfHello, LoopbackAgent.Cancellation);
        return socket;
    }

    private static async Task<TimeSpan> FastestCallAsync(LoopbackAgent agent)
    {
        const int Tries = 3;
        var fastest = TimeSpan.MaxValue;
        for (var at = 0; at < Tries; at++)
        {
            var started = Stopwatch.GetTimestamp();
            using var client = await agent.ConnectAsync();
            await client.DescribeAsync(LoopbackAgent.Cancellation);
            var took = Stopwatch.GetElapsedTime(started);
            fastest = took < fastest ? took : fastest;
        }
        return fastest;
    }

    private static async Task<bool> IsClosedAsync(Socket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(LoopbackAgent.Cancellation);
        limit.CancelAfter(AgentLimits.HandshakeTimeout * 4);
        try
        {
            return await socket.ReceiveAsync(new byte[1], limit.Token) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
