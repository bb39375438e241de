using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Wiretax.Generators;
using Wiretax.Generators.Ping;

namespace Wiretax.Tests.Generators;

public sealed class EchoGeneratorTests
{
    [Theory]
    [InlineData("127.0.0.1", 56)]
    [InlineData("127.0.0.1", 0)]
    [InlineData("127.0.0.1", 20_000)]
    [InlineData("::1", 56)]
    public async Task Every_request_over_loopback_is_answered(string address, int payload)
    {
        NeedRoot();
        if (address.Contains(':', StringComparison.Ordinal) && !Socket.OSSupportsIPv6)
            Assert.Skip("this machine has no IPv6");
        var replies = new List<EchoReply>();

        var result = await EchoGenerator.RunAsync(new Destination(address, IPAddress.Parse(address)),
            new EchoOptions { Count = 5, Payload = payload, Interval = TimeSpan.FromMilliseconds(20) },
            replies.Add, TestContext.Current.CancellationToken);

        Assert.Equal(5, result.EchoRequests);
        Assert.Equal(5, result.EchoReplies);
        Assert.Equal(5 * (8 + payload), result.BytesSent);
        Assert.Equal(5 * (8 + payload), result.BytesReceived);
        Assert.Null(result.ContentBytes);
        Assert.Equal([1, 2, 3, 4, 5], replies.Select(each => each.Sequence));
        Assert.All(replies, each => Assert.InRange(each.RoundTrip, 1, 1_000_000_000));
        Assert.InRange(result.RoundTripSeconds!.Median, result.RoundTripSeconds.Min, result.RoundTripSeconds.Max);
    }

    [Fact]
    public async Task Two_at_once_do_not_take_each_others_replies()
    {
        NeedRoot();
        var options = new EchoOptions { Count = 20, Interval = TimeSpan.FromMilliseconds(5) };
        var loopback = new Destination("127.0.0.1", IPAddress.Loopback);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            EchoGenerator.RunAsync(loopback, options, null, TestContext.Current.CancellationToken)));

        Assert.All(results, each => Assert.Equal(20, each.EchoReplies));
    }

    [Fact]
    public async Task Requests_keep_to_their_schedule_without_drift()
    {
        NeedRoot();
        var clock = Stopwatch.StartNew();
        var options = new EchoOptions { Count = 51, Interval = TimeSpan.FromMilliseconds(10) };

        var result = await EchoGenerator.RunAsync(
            new Destination("127.0.0.1", IPAddress.Loopback), options, null, TestContext.Current.CancellationToken);

        Assert.InRange(result.DurationSeconds, 0.5, Math.Min(0.65, clock.Elapsed.TotalSeconds));
    }

    [Fact]
    public async Task Cancelling_keeps_what_was_measured_up_to_the_last_reply()
    {
        NeedRoot();
        var wait = TimeSpan.FromSeconds(1);
        using var cancellation = new CancellationTokenSource(wait);
        var options = new EchoOptions { Count = 10, Interval = TimeSpan.FromMinutes(1) };

        var run = EchoGenerator.RunAsync(new Destination("127.0.0.1", IPAddress.Loopback), options, null, cancellation.Token);
        var result = await run.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (result.EchoRequests, result.EchoReplies));
        Assert.NotNull(result.RoundTripSeconds);
        Assert.InRange(result.DurationSeconds, result.RoundTripSeconds.Max, 0.9 * wait.TotalSeconds);
    }

    [Fact]
    public async Task Cancelled_before_its_first_request_it_has_measured_nothing()
    {
        NeedRoot();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EchoGenerator.RunAsync(
            new Destination("127.0.0.1", IPAddress.Loopback), new EchoOptions(), null, new CancellationToken(canceled: true)));
    }

    private static void NeedRoot()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip("echo requests need root or net.ipv4.ping_group_range");
    }
}
