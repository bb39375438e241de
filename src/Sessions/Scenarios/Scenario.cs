using System.Globalization;
using Wiretax.Paths;

namespace Wiretax.Sessions.Scenarios;

/// <summary>What to measure: paths, workloads and how often. Read from YAML by <see cref="ScenarioFile"/>.</summary>
public sealed record Scenario
{
    public required string Name { get; init; }

    /// <summary>Name of the path that the others are compared with.</summary>
    public required string Baseline { get; init; }
    public required IReadOnlyList<ScenarioPath> Paths { get; init; }
    public required IReadOnlyList<Workload> Workloads { get; init; }

    /// <summary>The most pairs of ends that a workload runs between side by side.</summary>
    public int Pairs => Workloads.Max(each => each.Pairs);

    /// <summary>How often each workload runs over each path.</summary>
    public Repetition Repeat { get; init; } = Repetition.Exactly(1);

    /// <summary>Runs before the first counted one, for each path and workload; kept out of the comparison.</summary>
    public int WarmUp { get; init; } = 1;

    /// <summary>
    /// How many of the blocks also hold each run once more without a capture, so that what capturing itself costs is
    /// measured and not assumed. 0 leaves it out.
    /// </summary>
    public int WithoutCapture { get; init; }

    /// <summary>Bytes kept of each frame.</summary>
    public int SnapLength { get; init; } = DefaultSnapLength;

    /// <summary>Seed of the shuffled order; null draws one.</summary>
    public ulong? Seed { get; init; }

    /// <summary>
    /// Ethernet 14, two VLAN tags 8, IPv6 40 and TCP with all options 60 make 122: headers only, whole headers.
    /// </summary>
    public const int DefaultSnapLength = 128;
}

/// <summary>One path of a scenario: its kind and what the kind is told.</summary>
public sealed record ScenarioPath(string Name, string Kind, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>
    /// The path that this is a second name for, as an A/A control: what differs between the two is the noise of the
    /// measurement. Null for a path of its own.
    /// </summary>
    public string? ControlOf { get; init; }

    /// <summary>The wire of each pair; null where none is emulated.</summary>
    public EmulatedWire? Wire => Parameters.TryGetValue("rate", out var rate) && PathParameters.BitsPerSecond(rate) is { } bits
        ? new EmulatedWire(bits, Parameters.TryGetValue("mtu", out var mtu) ? int.Parse(mtu, CultureInfo.InvariantCulture) : PathParameters.DefaultMtu)
        : null;
}
