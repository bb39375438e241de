using System.Net;
using System.Net.Sockets;
using Wiretax.Agent;
using Wiretax.Agent.Certificates;
using Wiretax.Agent.Server;

namespace Wiretax.Tests.Agent;

/// <summary>An agent on loopback, with certificates of its own authority, and what it logs.</summary>
internal sealed class LoopbackAgent : IAsyncDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset Until = DateTimeOffset.UtcNow.AddDays(1);
    private static readonly TimeSpan LogPatience = TimeSpan.FromSeconds(20);

    private readonly AgentAuthority _authority = new(From, Until);
    private readonly StringWriter _log = new();
    private AgentServer? _server;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public IPEndPoint Listening => _server!.Listening;
    public AgentEndpoint Endpoint => new("127.0.0.1", Listening.Port);

    public static async Task<LoopbackAgent> StartAsync(Func<AgentAuthority, AgentCertificates>? certificates = null)
    {
        var agent = new LoopbackAgent();
        var own = certificates?.Invoke(agent._authority) ?? new AgentCertificates(agent._authority.Certificate, agent._authority.IssueForAgent([], From, Until));
        agent._server = await AgentServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), own, "1.2.3", TextWriter.Synchronized(agent._log), Cancellation);
        return agent;
    }

    /// <summary>What a session of the agent's authority has; each has a key of its own.</summary>
    public AgentCertificates SessionCertificates() => new(_authority.Certificate, _authority.IssueForSession(From, Until));

    public AgentCertificates ExpiredSession() =>
        new(_authority.Certificate, _authority.IssueForSession(From, DateTimeOffset.UtcNow.AddHours(-1)));

    /// <summary>A server's certificate, shown by a client.</summary>
    public AgentCertificates SecondAgent() => new(_authority.Certificate, _authority.IssueForAgent([], From, Until));

    /// <summary>A session that believes this agent and was certified by somebody else.</summary>
    public AgentCertificates StrangeSession()
    {
        using var other = new AgentAuthority(From, Until);
        return new AgentCertificates(_authority.Certificate, other.IssueForSession(From, Until));
    }

    public static AgentCertificates StrangeAgent(AgentAuthority authority)
    {
        using var other = new AgentAuthority(From, Until);
        return new AgentCertificates(authority.Certificate, other.IssueForAgent([], From, Until));
    }

    public static AgentCertificates ExpiredAgent(AgentAuthority authority) =>
        new(authority.Certificate, authority.IssueForAgent([], From, DateTimeOffset.UtcNow.AddHours(-1)));

    public static AgentCertificates SessionAsAgent(AgentAuthority authority) =>
        new(authority.Certificate, authority.IssueForSession(From, Until));

    public Task<AgentClient> ConnectAsync(Func<AgentEndpoint, CancellationToken, ValueTask<Socket>>? connect = null) =>
        AgentClient.ConnectAsync(Endpoint, SessionCertificates(), new AgentClientOptions { Connect = connect }, Cancellation);

    /// <summary>The one line of the log that has the text in it.</summary>
    public async Task<string> LoggedAsync(string text)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(LogPatience);
        while (true)
        {
            string[] found = [.. Log.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal))];
            if (found.Length > 0)
                return Assert.Single(found);
            if (limit.IsCancellationRequested)
                Assert.Fail($"no line with '{text}' in the log:\n{Log}");
            await Task.Delay(20, Cancellation);
        }
    }

    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _authority.Dispose();
    }
}
