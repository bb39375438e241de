using System.Diagnostics;
using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths;

/// <summary>A path that stands: its site, and how its two ends are reached.</summary>
internal sealed class BuiltPath(PathSite site) : IPath
{
    public required string Name { get; init; }
    public required IReadOnlyList<PathLink> Links { get; init; }
    public required IReadOnlyDictionary<string, string?> Description { get; init; }

    /// <summary>Where frames are captured; null: in the machine's own namespace.</summary>
    public NetworkNamespace? CaptureNode { get; init; }

    /// <summary>The servers, where they are processes of this machine.</summary>
    public IReadOnlyList<ResidentProcess> Servers { get; init; } = [];

    /// <summary>In the order of the pairs; those of a path with guests at both ends all belong to the first.</summary>
    public IReadOnlyList<GuestMachine> Guests { get; init; } = [];

    /// <summary>Workloads and directions that it does not carry, and why.</summary>
    public IReadOnlyDictionary<(string Workload, string Direction), string> NotCarried { get; init; } =
        new Dictionary<(string, string), string>();

    public string? WhyNotCarried(string workload, string direction) => NotCarried.GetValueOrDefault((workload, direction));

    public ProcessStartInfo AtCaptureNode(string program, IReadOnlyList<string> arguments) =>
        CaptureNode?.Start(program, arguments) ?? new ProcessStartInfo(program, arguments);

    public async Task ActivateAsync(int pairs, CancellationToken cancellation)
    {
        var running = Links.Count == 1 && pairs > 0 ? Guests.Count : pairs;
        for (var at = 0; at < Guests.Count; at++)
            await Guests[at].SetRunningAsync(at < running, cancellation);
    }

    public double? SystemUnderTestCpuSeconds() => Sum(Servers);

    public IReadOnlyList<HypervisorTime> Hypervisors() =>
        [.. Guests.Select((guest, at) => guest.Process.CpuTimes is var (seconds, user, system)
            ? new HypervisorTime(at + 1, seconds, user, system) { Threads = ProcessorTime.OfThreads(guest.Process.Id) }
            : new HypervisorTime(at + 1, null, null, null))];

    public string? Failure
    {
        get
        {
            if (Servers.FirstOrDefault(each => each.HasExited) is { } server)
                return $"The server at the system under test of '{Name}' has ended. {Said(server.LastLines)}".Trim();
            return Guests.FirstOrDefault(each => each.Process.HasExited) is { } gone
                ? $"The guest of '{Name}' has ended. {Said(gone.Process.LastLines)}".Trim()
                : null;
        }
    }

    public IReadOnlyDictionary<string, string?> Describe() => Description;

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static double? Sum(IReadOnlyList<ResidentProcess> processes) =>
        processes.Count == 0 ? null : processes.Aggregate((double?)0, (sum, each) => sum + each.CpuTimes?.Seconds);

    private static string Said(IReadOnlyList<string> lines) =>
        lines.Count == 0 ? "" : "Its last lines: " + string.Join(" | ", lines.TakeLast(5));
}
