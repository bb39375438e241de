using System.Net.Sockets;

namespace Wiretax.Agent;

/// <summary>How a session reaches an agent.</summary>
public readonly record struct AgentClientOptions()
{
    /// <summary>For the connection and its TLS handshake.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For an answer that takes no work: a description, counters, the clock, the acceptance of a workload.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gives the connected socket, which the client then owns: for agents that are reached from within another network
    /// namespace. Null for a plain connection to the endpoint.
    /// </summary>
    public Func<AgentEndpoint, CancellationToken, ValueTask<Socket>>? Connect { get; init; }
}
