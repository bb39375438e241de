using System.Diagnostics;

namespace Wiretax.Paths;

/// <summary>
/// A built path: a peer (the capture node, which stays the same) and a system under test, with the product's server
/// running at the latter. Disposing takes everything down, or throws a <see cref="PathException"/> that says what is left.
/// </summary>
public interface IPath : IAsyncDisposable
{
    /// <summary>Of <see cref="Describe"/>: why the path goes over the machine's loopback; absent where it does not.</summary>
    const string WhyLoopback = "why loopback";

    string Name { get; }

    /// <summary>One for each pair of ends; a run of n pairs uses the first n. One at least.</summary>
    IReadOnlyList<PathLink> Links { get; }

    /// <summary>A process that runs at the capture node, which sees every link's <see cref="PathLink.PeerInterface"/>.</summary>
    ProcessStartInfo AtCaptureNode(string program, IReadOnlyList<string> arguments);

    /// <summary>Lets the guests of the first pairs run, and pauses the others; 0 pauses them all.</summary>
    /// <exception cref="PathException">A hypervisor does not answer.</exception>
    Task ActivateAsync(int pairs, CancellationToken cancellation);

    /// <summary>
    /// User and system time so far of the servers' processes, seconds, where the system under test is a namespace; null
    /// for a guest, whose time is inside the hypervisor's and cannot be told from the cost of emulating it.
    /// </summary>
    double? SystemUnderTestCpuSeconds();

    /// <summary>
    /// Time so far of each hypervisor's processes: virtual processors, emulation and I/O together; empty without one.
    /// </summary>
    IReadOnlyList<HypervisorTime> Hypervisors();

    /// <summary>Why a workload (<c>ping</c>, <c>http</c>, <c>tcp</c>) cannot be sent over it in a direction (<c>rx</c>, <c>tx</c>); null where it can.</summary>
    string? WhyNotCarried(string workload, string direction) => null;

    /// <summary>Why the path no longer works (a guest that died, with its console's last lines); null while it does.</summary>
    string? Failure { get; }

    /// <summary>Hypervisor, accelerator, NIC, MTU, offloads ...: name to text, in the order of the report.</summary>
    IReadOnlyDictionary<string, string?> Describe();
}

/// <summary>User and system time of one hypervisor's processes so far.</summary>
/// <param name="Guest">Its number, from 1.</param>
/// <param name="Seconds">Both together, to the nanosecond; null when it is gone.</param>
/// <param name="UserSeconds">In the kernel's ticks of 10 ms.</param>
public sealed record HypervisorTime(int Guest, double? Seconds, double? UserSeconds, double? SystemSeconds)
{
    /// <summary>
    /// Seconds of each thread by its number: one that is never idle (a virtual processor, or the one for input and
    /// output) bounds the guest however many processors are free. Null where the kernel does not tell, and for a
    /// hypervisor of several processes, which take turns on the guest's one processor (User-mode Linux).
    /// </summary>
    public IReadOnlyDictionary<int, double>? Threads { get; init; }
}

/// <summary>
/// The product's own server, started at the system under test. It prints <c>ready</c> once it serves; with
/// <c>--address ADDRESS</c> behind its arguments it serves at that address only.
/// </summary>
public sealed record ServerCommand(string Program, IReadOnlyList<string> Arguments)
{
    public required int HttpPort { get; init; }
    public required int TcpPort { get; init; }

    /// <summary>What a NAT must forward.</summary>
    internal IReadOnlyList<int> Ports => HttpPort == TcpPort ? [HttpPort] : [HttpPort, TcpPort];
}

/// <summary>
/// The product's agent, which runs in a guest beside the server. It is reached over a management link that is not the
/// measured one.
/// </summary>
/// <param name="Arguments">Of the same program as the server's; it is started in the guest's folder of files.</param>
/// <param name="Port">TCP port that it listens at.</param>
/// <param name="Files">What it needs there: path in the guest's folder to file of this machine.</param>
public sealed record AgentCommand(IReadOnlyList<string> Arguments, int Port, IReadOnlyDictionary<string, string> Files);

/// <summary>What a path is built from.</summary>
public sealed record PathRequest
{
    public required string Name { get; init; }
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>One for each pair of ends.</summary>
    public required IReadOnlyList<ServerCommand> Servers { get; init; }

    /// <summary>What guests run beside their server; null for none.</summary>
    public AgentCommand? Agent { get; init; }

    /// <summary>Is told each step of the building, in a few words.</summary>
    public Action<string> Progress { get; init; } = _ => { };
}

/// <summary>A kind of path: one small file each.</summary>
public interface IPathKind
{
    string Kind { get; }

    /// <summary>What it is, in a few words.</summary>
    string Summary { get; }

    /// <summary>Pairs of ends that it can have side by side.</summary>
    int MostPairs => 1;

    /// <summary>Memory with which its guests surely boot, bytes.</summary>
    long LeastMemoryBytes => PathParameters.LeastMemoryBytes;

    /// <summary>Whether an agent runs at one of its ends.</summary>
    bool UsesAgent => false;

    /// <summary>Whether this machine can build it, proven where it is cheap to prove.</summary>
    Task<PathAvailability> CheckAsync(CancellationToken cancellation);

    /// <exception cref="PathException">It could not be built; nothing is left behind.</exception>
    Task<IPath> BuildAsync(PathRequest request, CancellationToken cancellation);
}

/// <param name="Why">What is missing, in one sentence; null when available.</param>
/// <param name="Remedy">What to do about it: the exact command where there is one.</param>
/// <param name="Detail">What was found: accelerator, kernel, hypervisor's version.</param>
public sealed record PathAvailability(bool Available, string? Why = null, string? Remedy = null, string? Detail = null)
{
    /// <summary>Whether all that is missing is a right, so that a path that needs none of them can stand in.</summary>
    internal bool LacksRights { get; init; }
}

/// <summary>A path that cannot be built or used; the message is one sentence for the user.</summary>
public sealed class PathException(string message, Exception? cause = null) : Exception(message, cause);
