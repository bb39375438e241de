using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Wiretax.Paths;

/// <summary>A pair of ends: an address at the peer and one at the system under test, on a subnet of their own.</summary>
public sealed record PathLink
{
    /// <summary>The interface at the capture node that carries the measured traffic of this pair.</summary>
    public required string PeerInterface { get; init; }
    public required IPAddress PeerAddress { get; init; }
    public required IPAddress SystemUnderTestAddress { get; init; }

    /// <summary>What the system under test serves with.</summary>
    public required ServerCommand Server { get; init; }

    public required PathEnd Peer { get; init; }

    /// <summary>Null where nothing can be started at the system under test.</summary>
    public PathEnd? SystemUnderTest { get; init; }

    /// <summary>What of the interface's traffic is measured, in libpcap's syntax; null for all.</summary>
    public string? CaptureFilter { get; init; }
}

/// <summary>One end of a link, and how this program is made to work there.</summary>
public abstract record PathEnd;

/// <summary>An end where processes are started: a namespace, or the machine itself.</summary>
public sealed record LocalEnd(Func<string, IReadOnlyList<string>, ProcessStartInfo> Start) : PathEnd;

/// <summary>An end where an agent does what it is asked for: a guest, or another machine.</summary>
/// <param name="Host">Name or address, and <paramref name="Port"/>, for messages and for a plain connection.</param>
public sealed record AgentEnd(string Host, int Port) : PathEnd
{
    /// <summary>Gives a connected socket, where a plain connection does not get there; null where it does.</summary>
    public Func<CancellationToken, ValueTask<Socket>>? Connect { get; init; }

    /// <summary>Folder of the session's certificates for it; null for those that the session made for its guests, or the usual one.</summary>
    public string? Certificates { get; init; }

    /// <summary>Whether the server runs there already; else the agent has to be asked for it.</summary>
    public bool Serves { get; init; } = true;
}
