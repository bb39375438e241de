using Grpc.Core;
using Wiretax.Agent.Protocol;

namespace Wiretax.Agent;

/// <summary>Traffic servers that run at an agent until this is disposed of.</summary>
public sealed class AgentTrafficServer : IDisposable
{
    private readonly AsyncServerStreamingCall<ServeEvent> _call;
    private readonly CancellationTokenSource _disposed = new();

    internal AgentTrafficServer(AgentSession session, AsyncServerStreamingCall<ServeEvent> call, int httpPort, int tcpPort)
    {
        _call = call;
        HttpPort = httpPort;
        TcpPort = tcpPort;
        Ended = WatchAsync(session);
    }

    public int HttpPort { get; }
    public int TcpPort { get; }

    /// <summary>Why they ended; null when it was because of <see cref="Dispose"/>.</summary>
    public Task<AgentException?> Ended { get; }

    public void Dispose()
    {
        _disposed.Cancel();
        _call.Dispose();
        _disposed.Dispose();
    }

    private async Task<AgentException?> WatchAsync(AgentSession session)
    {
        try
        {
            var cancellation = _disposed.Token;
            while (await session.NextAsync(_call.ResponseStream, cancellation) is not null)
            {
            }
            return session.Unexpected();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (AgentException ended)
        {
            return ended;
        }
    }
}
