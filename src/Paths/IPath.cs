using System.Diagnostics;
using System.Net;

namespace Wiretax.Paths;

/// <summary>
/// A built path: a peer (the capture node, which stays the same) and a system under test, with the product's server
/// running at the latter. Disposing takes everything down.
/// </summary>
public interface IPath : IAsyncDisposable
{
    string Name { get; }
    PathEndpoints Endpoints { get; }

    /// <summary>A process that runs where the peer is (its namespace).</summary>
    ProcessStartInfo InPeer(string program, IReadOnlyList<string> arguments);

    /// <summary>
    /// User and system time so far of the server's process, seconds, where the system under test is a namespace; null
    /// for a guest, whose time is inside the hypervisor's and cannot be told from the cost of emulating it.
    /// </summary>
    double? SystemUnderTestCpuSeconds();

    /// <summary>
    /// User and system time so far of the hypervisor's processes, seconds: virtual processors, emulation and I/O
    /// together; null without one.
    /// </summary>
    double? HypervisorCpuSeconds();

    /// <summary>Why a workload (<c>ping</c>, <c>http</c>, <c>tcp</c>) cannot be sent over it; null where it can.</summary>
    string? WhyNotCarried(string workload) => null;

    /// <summary>Why the path no longer works (a guest that died, with its console's last lines); null while it does.</summary>
    string? Failure { get; }

    /// <summary>Hypervisor, accelerator, NIC, MTU, offloads ...: name to text, in the order of the report.</summary>
    IReadOnlyDictionary<string, string?> Describe();
}

/// <param name="PeerInterface">The interface at the peer that carries the measured traffic.</param>
public sealed record PathEndpoints(string PeerInterface, IPAddress PeerAddress, IPAddress SystemUnderTestAddress);

/// <summary>The product's own server, started at the system under test. It prints <c>ready</c> once it serves.</summary>
public sealed record ServerCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>TCP ports that it serves at: what a NAT must forward.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];
}

/// <summary>What a path is built from.</summary>
public sealed record PathRequest
{
    public required string Name { get; init; }
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }
    public required ServerCommand Server { get; init; }

    /// <summary>Is told each step of the building, in a few words.</summary>
    public Action<string> Progress { get; init; } = _ => { };
}

/// <summary>A kind of path: one small file each.</summary>
public interface IPathKind
{
    string Kind { get; }

    /// <summary>What it is, in a few words.</summary>
    string Summary { get; }

    /// <summary>Whether this machine can build it, proven where it is cheap to prove.</summary>
    Task<PathAvailability> CheckAsync(CancellationToken cancellation);

    /// <exception cref="PathException">It could not be built; nothing is left behind.</exception>
    Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation);
}

/// <param name="Why">What is missing, in one sentence; null when available.</param>
/// <param name="Remedy">What to do about it: the exact command where there is one.</param>
/// <param name="Detail">What was found: accelerator, kernel, hypervisor's version.</param>
public sealed record PathAvailability(bool Available, string? Why = null, string? Remedy = null, string? Detail = null);

/// <summary>A path that cannot be built or used; the message is one sentence for the user.</summary>
public sealed class PathException(string message) : Exception(message);
