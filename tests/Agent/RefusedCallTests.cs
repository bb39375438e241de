using Grpc.Core;
using Wiretax.Agent;
using Wiretax.Agent.Protocol;

namespace Wiretax.Tests.Agent;

/// <summary>Calls as no honest client makes them, over connections with a good certificate.</summary>
public sealed class RefusedCallTests
{
    [Fact]
    public async Task A_number_that_was_used_before_is_refused()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var session = await RawSession.OpenAsync(agent);

        await session.Client.ReadClockAsync(new ClockRequest(), session.Numbered(7));
        var repeated = await Assert.ThrowsAsync<RpcException>(async () => await session.Client.ReadClockAsync(new ClockRequest(), session.Numbered(7)));
        var older = await Assert.ThrowsAsync<RpcException>(async () => await session.Client.DescribeAsync(new DescribeRequest(), session.Numbered(6)));
        await session.Client.ReadClockAsync(new ClockRequest(), session.Numbered(8));

        Assert.Equal(StatusCode.PermissionDenied, repeated.StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, older.StatusCode);
        Assert.Contains("the call is a repetition", await agent.LoggedAsync("/ReadClock"), StringComparison.Ordinal);
        Assert.Contains("the call is a repetition", await agent.LoggedAsync("/Describe"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workload_that_is_sent_again_over_another_connection_does_not_run_again()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        var certificates = agent.SessionCertificates();
        using var first = new RawSession(agent, certificates);
        using var second = new RawSession(agent, certificates);
        var id = (await first.Client.OpenAsync(new OpenRequest(), RawSession.Plain())).Session;
        var request = new GenerateRequest
        {
            Address = "127.0.0.1",
            Ping = new PingWorkload { Count = 1, Payload = 8, Interval = 1_000_000, Patience = 1_000_000_000 },
        };

        using (var call = first.Client.Generate(request, RawSession.With(id, "1")))
            Assert.True(await call.ResponseStream.MoveNext(LoopbackAgent.Cancellation));
        await agent.LoggedAsync("ping to 127.0.0.1");
        using var again = second.Client.Generate(request, RawSession.With(id, "1"));
        var refused = await Assert.ThrowsAsync<RpcException>(() => again.ResponseStream.MoveNext(LoopbackAgent.Cancellation));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        await agent.LoggedAsync("ping to 127.0.0.1");
    }

    [Theory]
    [InlineData("00000000000000000000000000000000", "1")]
    [InlineData("", "1")]
    [InlineData(null, null)]
    public async Task A_session_that_the_agent_did_not_open_is_refused(string? id, string? number)
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var session = new RawSession(agent, agent.SessionCertificates());

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await session.Client.DescribeAsync(new DescribeRequest(), RawSession.With(id, number)));

        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Contains("no session that is open here", await agent.LoggedAsync("refused"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_another_certificate_opened_is_refused()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var owner = await RawSession.OpenAsync(agent);
        using var other = await RawSession.OpenAsync(agent);

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await other.Client.DescribeAsync(new DescribeRequest(), owner.Numbered(1)));

        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("one")]
    [InlineData("99999999999999999999")]
    public async Task A_call_without_a_number_is_refused(string number)
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var session = await RawSession.OpenAsync(agent);

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await session.Client.DescribeAsync(new DescribeRequest(), RawSession.With(session.Id, number)));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var session = await RawSession.OpenAsync(agent);

        var refused = await RefusedAsync(session.Client.Serve(
            new ServeRequest { Address = new string('1', AgentLimits.MaxRequestSize) }, session.Numbered(1)));

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Contains("/Serve", await agent.LoggedAsync("refused"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_do_not_break_a_line_of_the_log()
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var session = await RawSession.OpenAsync(agent);

        await RefusedAsync(session.Client.Serve(
            new ServeRequest { Address = "1\n2026 wiretax agent: forged\u001b[2J" }, session.Numbered(1)));

        var line = await agent.LoggedAsync("forged");
        Assert.Contains("refused 127.0.0.1", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', line);
    }

    public static TheoryData<string, string> OutOfBounds => new()
    {
        { """{"address": "localhost", "ping": {"count": 1, "payload": 56, "interval": "1000000", "patience": "1000000"}}""", "address must be an IP address" },
        { """{"address": "$(reboot)", "ping": {"count": 1, "payload": 56, "interval": "1000000", "patience": "1000000"}}""", "address must be an IP address" },
        { """{"address": "127.0.0.1"}""", "must be ping, http or tcp" },
        { """{"address": "127.0.0.1", "ping": {"payload": 56, "interval": "1000000", "patience": "1000000"}}""", "count must be from 1" },
        { """{"address": "127.0.0.1", "ping": {"count": 1, "payload": 65508, "interval": "1000000", "patience": "1000000"}}""", "payload must be from 0 to 65507" },
        { """{"address": "127.0.0.1", "ping": {"count": 1, "payload": 56, "interval": "0", "patience": "1000000"}}""", "interval must be from" },
        { """{"address": "127.0.0.1", "ping": {"count": 65536, "payload": 56, "interval": "3600000000000", "patience": "1000000"}}""", "count times interval" },
        { """{"address": "127.0.0.1", "http": {"port": 0, "direction": "DIRECTION_SEND", "size": "1"}}""", "port must be from 1" },
        { """{"address": "127.0.0.1", "http": {"port": 80, "size": "1"}}""", "direction must be send or receive" },
        { """{"address": "127.0.0.1", "http": {"port": 80, "direction": "DIRECTION_SEND", "size": "1000000000001"}}""", "size must be from 1" },
        { """{"address": "127.0.0.1", "tcp": {"port": 80, "direction": "DIRECTION_SEND", "duration": "3600000000001", "messageSize": 1, "socketBuffer": 65536}}""", "duration must be from" },
        { """{"address": "127.0.0.1", "tcp": {"port": 80, "direction": "DIRECTION_SEND", "duration": "1000000000", "messageSize": 16777217, "socketBuffer": 65536}}""", "message size must be from" },
        { """{"address": "127.0.0.1", "tcp": {"port": 80, "direction": "DIRECTION_SEND", "duration": "1000000000", "messageSize": 1, "socketBuffer": 1}}""", "socket buffer must be from" },
        { """{"address": "127.0.0.1", "startAt": "9000000000000000000", "tcp": {"port": 80, "direction": "DIRECTION_SEND", "duration": "1000000000", "messageSize": 1, "socketBuffer": 65536}}""", "the start must be at most" },
    };

    [Theory]
    [MemberData(nameof(OutOfBounds))]
    public async Task A_workload_beyond_its_bounds_is_refused(string request, string why)
    {
        await using var agent = await LoopbackAgent.StartAsync();
        using var session = await RawSession.OpenAsync(agent);

        var refused = await RefusedAsync(session.Client.Generate(GenerateRequest.Parser.ParseJson(request), session.Numbered(1)));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains(why, refused.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("/Generate", await agent.LoggedAsync("refused"), StringComparison.Ordinal);
    }

    private static async Task<RpcException> RefusedAsync<T>(AsyncServerStreamingCall<T> begun)
    {
        using var call = begun;
        return await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(LoopbackAgent.Cancellation));
    }
}
