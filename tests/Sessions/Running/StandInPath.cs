using System.Diagnostics;
using System.Net;
using Wiretax.Paths;

namespace Wiretax.Tests.Sessions.Running;

/// <summary>A path whose programs at the capture node are a shell script.</summary>
internal sealed class StandInPath(string script) : IPath
{
    private static readonly LocalEnd End = new((program, arguments) => new ProcessStartInfo(program, arguments));

    public string Name => "stand-in";

    public IReadOnlyList<PathLink> Links { get; } =
    [
        new()
        {
            PeerInterface = "lo",
            PeerAddress = IPAddress.Loopback,
            SystemUnderTestAddress = IPAddress.Loopback,
            Server = new ServerCommand("", []) { HttpPort = 1, TcpPort = 2 },
            Peer = End,
            SystemUnderTest = End,
        },
    ];

    public string? Failure => null;

    public ProcessStartInfo AtCaptureNode(string program, IReadOnlyList<string> arguments) => new("sh", ["-c", script]);

    public Task ActivateAsync(int pairs, CancellationToken cancellation) => Task.CompletedTask;

    public double? SystemUnderTestCpuSeconds() => null;

    public IReadOnlyList<HypervisorTime> Hypervisors() => [];

    public IReadOnlyDictionary<string, string?> Describe() => new Dictionary<string, string?>();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
