using System.Diagnostics;
using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths;

/// <summary>A path that stands: its site, and how its two ends are reached.</summary>
internal sealed class BuiltPath(PathSite site) : IPath
{
    public required string Name { get; init; }
    public required PathEndpoints Endpoints { get; init; }
    public required IReadOnlyDictionary<string, string?> Description { get; init; }

    /// <summary>Null: the peer is in the machine's own namespace.</summary>
    public NetworkNamespace? Peer { get; init; }

    /// <summary>The server, where it is a process of this machine.</summary>
    public ResidentProcess? Server { get; init; }

    /// <summary>The hypervisors, where there are any.</summary>
    public IReadOnlyList<ResidentProcess> Hypervisors { get; init; } = [];

    /// <summary>Workloads that it does not carry, and why.</summary>
    public IReadOnlyDictionary<string, string> NotCarried { get; init; } = new Dictionary<string, string>();

    public string? WhyNotCarried(string workload) => NotCarried.GetValueOrDefault(workload);

    public ProcessStartInfo InPeer(string program, IReadOnlyList<string> arguments) =>
        Peer?.Start(program, arguments) ?? new ProcessStartInfo(program, arguments);

    public double? SystemUnderTestCpuSeconds() => Server?.CpuSeconds;

    public double? HypervisorCpuSeconds() =>
        Hypervisors.Count == 0 ? null : Hypervisors.Aggregate((double?)0, (sum, each) => sum + each.CpuSeconds);

    public string? Failure
    {
        get
        {
            if (Server is { HasExited: true })
                return $"The server at the system under test of '{Name}' has ended. {Said(Server.LastLines)}".Trim();
            return Hypervisors.FirstOrDefault(each => each.HasExited) is { } gone
                ? $"The guest of '{Name}' has ended. {Said(gone.LastLines)}".Trim()
                : null;
        }
    }

    public IReadOnlyDictionary<string, string?> Describe() => Description;

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static string Said(IReadOnlyList<string> lines) =>
        lines.Count == 0 ? "" : "Its last lines: " + string.Join(" | ", lines.TakeLast(5));
}
