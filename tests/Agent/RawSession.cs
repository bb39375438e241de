using System.Globalization;
using Grpc.Core;
using Wiretax.Agent;
using Wiretax.Agent.Certificates;
using Wiretax.Agent.Protocol;

namespace Wiretax.Tests.Agent;

/// <summary>A session whose calls are numbered by the test, and may be larger than an honest client's.</summary>
internal sealed class RawSession : IDisposable
{
    private readonly AgentChannel _channel;

    public RawSession(LoopbackAgent agent, AgentCertificates certificates)
    {
        _channel = new AgentChannel(agent.Endpoint, certificates, new AgentClientOptions(), 2 * AgentLimits.MaxRequestSize);
        Client = new AgentService.AgentServiceClient(_channel.Channel);
    }

    public AgentService.AgentServiceClient Client { get; }
    public string Id { get; private set; } = "";

    public static async Task<RawSession> OpenAsync(LoopbackAgent agent)
    {
        var session = new RawSession(agent, agent.SessionCertificates());
        session.Id = (await session.Client.OpenAsync(new OpenRequest(), Plain())).Session;
        return session;
    }

    public CallOptions Numbered(long number) => With(Id, number.ToString(CultureInfo.InvariantCulture));

    public static CallOptions Plain() => new(cancellationToken: LoopbackAgent.Cancellation);

    public static CallOptions With(string? session, string? number)
    {
        var headers = new Metadata();
        if (session is not null)
            headers.Add("wiretax-session", session);
        if (number is not null)
            headers.Add("wiretax-sequence", number);
        return Plain().WithHeaders(headers);
    }

    public void Dispose() => _channel.Dispose();
}
