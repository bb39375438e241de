using System.Net;
using System.Net.Sockets;
using System.Text;
using Wiretax.Generators;
using Wiretax.Generators.Http;

namespace Wiretax.Tests.Generators;

public sealed class TransferGeneratorTests
{
    [Theory]
    [InlineData(TransferDirection.Receive, 1)]
    [InlineData(TransferDirection.Receive, 65_537)]
    [InlineData(TransferDirection.Receive, 40_000_000)]
    [InlineData(TransferDirection.Send, 1)]
    [InlineData(TransferDirection.Send, 65_537)]
    [InlineData(TransferDirection.Send, 40_000_000)]
    public async Task Every_byte_is_counted_as_a_relay_between_the_ends_counts(TransferDirection direction, long size)
    {
        await using var server = await LoopbackServer.StartAsync();
        using var relay = new CountingRelay(server.HttpPort);

        var result = await RunAsync(new TransferOptions { Port = relay.Port, Direction = direction, Size = size });
        await relay.FinishedAsync();

        Assert.Equal("http", result.Workload);
        Assert.Equal(size, result.ContentBytes);
        Assert.Equal(relay.ToServer, result.BytesSent);
        Assert.Equal(relay.ToClient, result.BytesReceived);
        Assert.InRange(direction == TransferDirection.Send ? result.BytesSent : result.BytesReceived, size + 1, size + 500);
        Assert.True(result.DurationSeconds > 0);
        Assert.NotNull(result.CpuSeconds);
        Assert.Null(result.EchoRequests);
    }

    [Fact]
    public async Task The_server_answers_over_IPv6()
    {
        if (!Socket.OSSupportsIPv6)
            Assert.Skip("this machine has no IPv6");
        await using var server = await TrafficServer.StartAsync(IPAddress.IPv6Loopback, 0, 0, LoopbackServer.Cancellation);

        var result = await TransferGenerator.RunAsync(
            new Destination("::1", IPAddress.IPv6Loopback),
            new TransferOptions { Port = server.HttpPort, Size = 1000 }, LoopbackServer.Cancellation);

        Assert.Equal(1000, result.ContentBytes);
    }

    [Theory]
    [InlineData(TransferDirection.Receive)]
    [InlineData(TransferDirection.Send)]
    public async Task A_far_end_that_dies_in_the_middle_is_told_with_the_bytes_moved(TransferDirection direction)
    {
        await using var server = await LoopbackServer.StartAsync();
        using var relay = new CountingRelay(server.HttpPort, breakAfter: 5_000_000);

        var failed = await Assert.ThrowsAsync<GeneratorException>(() =>
            RunAsync(new TransferOptions { Port = relay.Port, Direction = direction, Size = 400_000_000 }));

        Assert.Matches("(broke the connection off|ended the connection too early), after [0-9]+ bytes sent and [0-9]+ received", failed.Message);
    }

    [Fact]
    public async Task A_far_end_that_closes_without_an_answer_is_told_with_the_bytes_moved()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answer = AnswerAsync(listener, "");

        var failed = await Assert.ThrowsAsync<GeneratorException>(() =>
            RunAsync(new TransferOptions { Port = ((IPEndPoint)listener.LocalEndpoint).Port }));
        await answer;

        Assert.Matches("broke the connection off, after [0-9]+ bytes sent and 0 received", failed.Message);
    }

    [Fact]
    public async Task A_client_that_says_nothing_is_not_held()
    {
        await using var server = await LoopbackServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.HttpPort, LoopbackServer.Cancellation);

        var read = client.GetStream().ReadAsync(new byte[1], LoopbackServer.Cancellation).AsTask();

        Assert.Equal(0, await read.WaitAsync(4 * GeneratorLimits.RequestTimeout, LoopbackServer.Cancellation));
    }

    [Fact]
    public async Task A_server_at_an_IPv4_address_in_the_form_of_IPv6_answers_over_IPv4()
    {
        await using var server = await TrafficServer.StartAsync(IPAddress.Loopback.MapToIPv6(), 0, 0, LoopbackServer.Cancellation);

        var result = await RunAsync(new TransferOptions { Port = server.HttpPort, Size = 1000 });

        Assert.Equal(1000, result.ContentBytes);
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_its_clients()
    {
        var server = await LoopbackServer.StartAsync();
        var transfer = RunAsync(new TransferOptions { Port = server.HttpPort, Size = GeneratorLimits.MaxFileSize });
        await Task.Delay(200, LoopbackServer.Cancellation);

        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), LoopbackServer.Cancellation);

        await Assert.ThrowsAsync<GeneratorException>(() => transfer);
    }

    [Theory]
    [InlineData(TransferDirection.Receive)]
    [InlineData(TransferDirection.Send)]
    public async Task Cancelling_ends_a_transfer_at_once(TransferDirection direction)
    {
        await using var server = await LoopbackServer.StartAsync();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var options = new TransferOptions { Port = server.HttpPort, Direction = direction, Size = GeneratorLimits.MaxFileSize };
        var transfer = TransferGenerator.RunAsync(LoopbackServer.Destination, options, cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            transfer.WaitAsync(TimeSpan.FromSeconds(10), LoopbackServer.Cancellation));
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_named_with_what_to_do()
    {
        var failed = await Assert.ThrowsAsync<GeneratorException>(() => RunAsync(new TransferOptions { Port = FreePort() }));

        Assert.Contains("connection refused); start 'wiretax serve' there.", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_another_kind_is_recognized()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answer = AnswerAsync(listener, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

        var failed = await Assert.ThrowsAsync<GeneratorException>(() =>
            RunAsync(new TransferOptions { Port = ((IPEndPoint)listener.LocalEndpoint).Port }));
        await answer;

        Assert.Contains("status 404", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_wrong_byte_is_noticed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answer = AnswerAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong");

        var failed = await Assert.ThrowsAsync<GeneratorException>(() =>
            RunAsync(new TransferOptions { Port = ((IPEndPoint)listener.LocalEndpoint).Port, Size = 5 }));
        await answer;

        Assert.Contains("differs", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /file?size=-1", 400)]
    [InlineData("GET /file?size=1000000000001", 400)]
    [InlineData("GET /file", 400)]
    [InlineData("GET /etc/passwd", 404)]
    [InlineData("DELETE /file", 405)]
    public async Task The_server_refuses_what_it_does_not_offer(string request, int status)
    {
        await using var server = await LoopbackServer.StartAsync();

        Assert.StartsWith($"HTTP/1.1 {status} ", await AskAsync(server, $"{request} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_notices_a_wrong_byte_in_what_it_is_sent()
    {
        await using var server = await LoopbackServer.StartAsync();

        var answer = await AskAsync(server, "PUT /file HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\nwrong");

        Assert.StartsWith("HTTP/1.1 422 ", answer, StringComparison.Ordinal);
    }

    private static Task<GeneratorResult> RunAsync(TransferOptions options) =>
        TransferGenerator.RunAsync(LoopbackServer.Destination, options, LoopbackServer.Cancellation);

    private static async Task<string> AskAsync(TrafficServer server, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.HttpPort, LoopbackServer.Cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), LoopbackServer.Cancellation);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await reader.ReadToEndAsync(LoopbackServer.Cancellation);
    }

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(LoopbackServer.Cancellation);
        await client.GetStream().ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false, LoopbackServer.Cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), LoopbackServer.Cancellation);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
