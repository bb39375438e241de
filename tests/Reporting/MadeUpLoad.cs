using Wiretax.Sessions;

namespace Wiretax.Tests.Reporting;

/// <summary>What processors and interrupts of the made-up session did; and a made-up session of pairs side by side.</summary>
internal static class MadeUpLoad
{
    public static RunLoad Of(string path, int pairs = 1)
    {
        var hasGuests = path is "vm-bridged" or "uml-bridged";
        return new RunLoad
        {
            Seconds = 1.05,
            Processors = [new(0, 0.50, 0.20, 0.10, 0.01, 0.02, 0.22), new(1, 0.30, 0.10, 0.40, 0, 0, 0.25)],
            Interrupts =
            [
                new("24", "PCI-MSI made-up virtio0-input.0", "0-1", [1200, 3]),
                new("LOC", MadeUpSession.Hostile, null, [100, 200]),
                new("NET_RX", "softirq: frames received", null, [27_000, 400]),
            ],
            Hypervisors = hasGuests
                ? [.. Enumerable.Range(1, pairs).Select(each => new HypervisorLoad(each, 1.2, 0.9, 0.3, path == "vm-bridged" ? 0.97 : null))]
                : [],
            Agents = hasGuests
                ? [.. Enumerable.Range(1, pairs).Select(each => new AgentLoad(
                    BottleneckSides.SystemUnderTest, each, 1.1, 0.02, [new(0, 0.1 * each, 0.4, 0.2, 0, 0, 0.4)],
                    [new("25", "PCI-MSI virtio0-output.0", "0", [800])])
                {
                    Interfaces = [new InterfaceLoad("eth0", 40_000_000, 27_000, 0, 3, 900_000, 13_000, 0, 0)],
                })]
                : [],
        };
    }

    public static Bottleneck Bottleneck(string path) => path switch
    {
        "vm-bridged" => new(BottleneckSides.Hypervisor, "A made-up thread of the hypervisor took 97 % of a processor; the peer's window was made up."),
        _ => new(BottleneckSides.Wire, $"The wire is made up to be full: {MadeUpSession.Hostile}."),
    };

    /// <summary>One to four pairs, three paths, both directions; of two repetitions the second has another bottleneck on one path.</summary>
    public static SessionRecord ScaleOut()
    {
        var session = MadeUpSession.Create();
        var templates = session.Runs.Where(each => each is { Workload: "tcp", Repetition: <= 2, Path: not "host-again" }).ToList();
        var runs = from pairs in Enumerable.Range(1, 4)
                   from run in templates
                   select run with
                   {
                       Workload = $"tcp-{pairs}",
                       Pairs = pairs,
                       WireBitsPerSecond = pairs * 100e6,
                       WirePayloadBitsPerSecond = pairs * 94.1e6,
                       GoodputBitsPerSecond = Share(run.Path, pairs) * pairs * 94.1e6,
                       Fairness = pairs == 1 ? null : 0.9998,
                       StartSkewSeconds = pairs == 1 ? null : 0.001 * run.Repetition,
                       PairRecords = [.. Enumerable.Range(0, pairs).Select(each => new PairRecord($"10.0.{each}.1", $"10.0.{each}.2", each * 0.0003, 1.0, 90e6, 0.1))],
                       Load = Of(run.Path, pairs),
                       Bottleneck = run is { Path: "uml-bridged", Repetition: 2 } ? new Bottleneck(BottleneckSides.Machine, "Made up.") : Bottleneck(run.Path),
                   };
        return session with
        {
            Runs = [.. runs],
            Comparison = null,
            ObserverEffects = [],
            Workloads = [.. Enumerable.Range(1, 4).Select(pairs => new WorkloadRecord($"tcp-{pairs}", "tcp", new Dictionary<string, string?> { ["pairs side by side"] = $"{pairs}" }))],
        };
    }

    private static double Share(string path, int pairs) => path switch
    {
        "vm-bridged" => 1 - (0.05 * (pairs - 1)),
        "uml-bridged" => 1 - (0.02 * (pairs - 1)),
        _ => 0.998,
    };
}
