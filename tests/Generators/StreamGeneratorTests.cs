using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Wiretax.Generators;
using Wiretax.Generators.Tcp;

namespace Wiretax.Tests.Generators;

public sealed class StreamGeneratorTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData(TransferDirection.Send, 8192, 65_536)]
    [InlineData(TransferDirection.Receive, 8192, 65_536)]
    [InlineData(TransferDirection.Send, 1, 4096)]
    [InlineData(TransferDirection.Receive, 1, 4096)]
    [InlineData(TransferDirection.Send, 1_000_003, 200_000)]
    [InlineData(TransferDirection.Receive, 1_000_003, 200_000)]
    public async Task Every_byte_is_counted_as_a_relay_between_the_ends_counts(TransferDirection direction, int messageSize, int socketBuffer)
    {
        await using var server = await LoopbackServer.StartAsync();
        using var relay = new CountingRelay(server.TcpPort);

        var result = await RunAsync(new StreamOptions
        {
            Port = relay.Port,
            Direction = direction,
            Duration = Short,
            MessageSize = messageSize,
            SocketBuffer = socketBuffer,
        });
        await relay.FinishedAsync();

        Assert.Equal("tcp", result.Workload);
        Assert.Equal(relay.ToServer, result.BytesSent);
        Assert.Equal(relay.ToClient, result.BytesReceived);
        Assert.True(result.ContentBytes >= messageSize);
        Assert.Equal(0, result.ContentBytes % messageSize);
        Assert.InRange(result.DurationSeconds, 0.15, 10);
        Assert.NotNull(result.CpuSeconds);
    }

    [Theory]
    [InlineData(TransferDirection.Send)]
    [InlineData(TransferDirection.Receive)]
    public async Task A_far_end_that_dies_in_the_middle_is_told_with_the_bytes_moved(TransferDirection direction)
    {
        await using var server = await LoopbackServer.StartAsync();
        using var relay = new CountingRelay(server.TcpPort, breakAfter: 1_000_000);

        var failed = await Assert.ThrowsAsync<GeneratorException>(() =>
            RunAsync(new StreamOptions { Port = relay.Port, Direction = direction, Duration = TimeSpan.FromSeconds(20) }));

        Assert.Matches("(broke the connection off|ended the connection too early), after [0-9]+ bytes sent and [0-9]+ received", failed.Message);
    }

    [Theory]
    [InlineData(TransferDirection.Send)]
    [InlineData(TransferDirection.Receive)]
    public async Task A_server_that_stops_ends_its_streams(TransferDirection direction)
    {
        var server = await LoopbackServer.StartAsync();
        var stream = RunAsync(new StreamOptions { Port = server.TcpPort, Direction = direction, Duration = TimeSpan.FromSeconds(20) });
        await Task.Delay(Short, LoopbackServer.Cancellation);

        await server.DisposeAsync();

        await Assert.ThrowsAsync<GeneratorException>(() => stream.WaitAsync(TimeSpan.FromSeconds(10), LoopbackServer.Cancellation));
    }

    [Theory]
    [InlineData(TransferDirection.Send)]
    [InlineData(TransferDirection.Receive)]
    public async Task Cancelling_ends_a_stream_at_once(TransferDirection direction)
    {
        await using var server = await LoopbackServer.StartAsync();
        using var cancellation = new CancellationTokenSource(Short);

        var stream = StreamGenerator.RunAsync(LoopbackServer.Destination,
            new StreamOptions { Port = server.TcpPort, Direction = direction, Duration = TimeSpan.FromSeconds(20) }, cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream.WaitAsync(TimeSpan.FromSeconds(10), LoopbackServer.Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET / HTTP/1.1\r\nHost: nobody\r\n\r\n")]
    [InlineData("WTX1\u0001\u0001")]
    public async Task Nonsense_is_refused_and_the_next_client_served(string nonsense)
    {
        await using var server = await LoopbackServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.TcpPort, LoopbackServer.Cancellation);
        await client.GetStream().WriteAsync(nonsense.Select(each => (byte)each).ToArray(), LoopbackServer.Cancellation);

        var answer = new byte[16];
        try
        {
            var length = await client.GetStream().ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, LoopbackServer.Cancellation);
            Assert.True(length <= 1);
        }
        catch (IOException)
        {
            // Reset: it sent more than was read.
        }
        Assert.DoesNotContain((byte)StreamVerdict.Accepted, answer);
        await RunAsync(new StreamOptions { Port = server.TcpPort, Duration = TimeSpan.FromMilliseconds(20) });
    }

    [Fact]
    public async Task Idle_connections_do_not_delay_the_next_client()
    {
        await using var server = await LoopbackServer.StartAsync();
        var idle = new List<TcpClient>();
        try
        {
            for (var count = 0; count < 50; count++)
            {
                var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, server.TcpPort, LoopbackServer.Cancellation);
                idle.Add(client);
            }
            var clock = Stopwatch.StartNew();
            await RunAsync(new StreamOptions { Port = server.TcpPort, Duration = TimeSpan.FromMilliseconds(20) });
            Assert.True(clock.Elapsed < GeneratorLimits.RequestTimeout / 2, $"it took {clock.Elapsed}");
        }
        finally
        {
            idle.ForEach(each => each.Dispose());
        }
    }

    [Fact]
    public async Task More_connections_than_allowed_are_told_so_and_room_comes_back()
    {
        await using var server = await LoopbackServer.StartAsync();
        var idle = new List<TcpClient>();
        for (var count = 0; count < GeneratorLimits.MaxConnections; count++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, server.TcpPort, LoopbackServer.Cancellation);
            idle.Add(client);
        }

        var options = new StreamOptions { Port = server.TcpPort, Duration = TimeSpan.FromMilliseconds(20) };
        await Assert.ThrowsAsync<GeneratorException>(() => RunAsync(options));

        idle.ForEach(each => each.Dispose());
        await Task.Delay(Short, LoopbackServer.Cancellation);
        await RunAsync(options);
    }

    [Fact]
    public async Task Streams_that_share_a_start_wait_for_it()
    {
        await using var server = await LoopbackServer.StartAsync();
        var start = DateTime.UtcNow.AddMilliseconds(500);
        var nanoseconds = (start - DateTime.UnixEpoch).Ticks * 100;

        var streams = await Task.WhenAll(Enumerable.Range(0, 2).Select(at => RunAsync(new StreamOptions
        {
            Port = server.TcpPort,
            Direction = at == 0 ? TransferDirection.Send : TransferDirection.Receive,
            Duration = TimeSpan.FromMilliseconds(100),
            StartAt = nanoseconds,
        })));

        Assert.True(DateTime.UtcNow >= start.AddMilliseconds(100));
        Assert.All(streams, each => Assert.InRange(each.DurationSeconds, 0.09, 5));
    }

    [Fact]
    public async Task A_server_that_speaks_something_else_is_recognized()
    {
        await using var server = await LoopbackServer.StartAsync();

        var failed = await Assert.ThrowsAsync<GeneratorException>(() => RunAsync(new StreamOptions { Port = server.HttpPort }));

        Assert.Contains("no wiretax stream server", failed.Message, StringComparison.Ordinal);
    }

    private static Task<GeneratorResult> RunAsync(StreamOptions options) =>
        StreamGenerator.RunAsync(LoopbackServer.Destination, options, LoopbackServer.Cancellation);
}
