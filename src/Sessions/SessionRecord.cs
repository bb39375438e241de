using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Comparison;

namespace Wiretax.Sessions;

/// <summary>All that a session measured, as <c>session.json</c> holds it: <c>wiretax/session/1</c>.</summary>
public sealed record SessionRecord
{
    public const string SchemaName = "wiretax/session/1";

    public string Schema { get; init; } = SchemaName;
    public required string Scenario { get; init; }
    public required string Baseline { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public double DurationSeconds { get; init; }

    /// <summary>False when the session was interrupted before its last run.</summary>
    public bool Finished { get; init; } = true;

    /// <summary>Seed of the shuffled order of the runs.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Machine, kernel, tools, command line: name to text, in order.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Runs before the first counted one, for each path and workload.</summary>
    public int WarmUp { get; init; }

    public IReadOnlyList<WorkloadRecord> Workloads { get; init; } = [];
    public IReadOnlyList<PathRecord> Paths { get; init; } = [];
    public IReadOnlyList<RunRecord> Runs { get; init; } = [];
    public ComparisonResult? Comparison { get; init; }
    public IReadOnlyList<Warning> Warnings { get; init; } = [];
}

/// <summary>One path of the session. A path that could not be built says why, and has no figures.</summary>
public sealed record PathRecord
{
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required bool Measured { get; init; }
    public string? Why { get; init; }

    /// <summary>Hypervisor, accelerator, NIC, MTU, offloads ...: name to text, in order.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; init; } = new Dictionary<string, string?>();
}

/// <summary>One workload of the session as the scenario set it.</summary>
/// <param name="Kind"><c>ping</c>, <c>http</c>, <c>tcp</c>.</param>
/// <param name="Configuration">Size, duration, message size ...: name to text, in order.</param>
public sealed record WorkloadRecord(string Name, string Kind, IReadOnlyDictionary<string, string?> Configuration);

/// <summary>One run: one workload, one direction, one repetition, on one path.</summary>
public sealed record RunRecord
{
    public required string Path { get; init; }
    public required string Workload { get; init; }

    /// <summary>Seen from the peer: <c>rx</c> = the system under test sends.</summary>
    public required string Direction { get; init; }
    public required int Repetition { get; init; }

    /// <summary>The capture file, relative to the session folder; null where the run failed before it.</summary>
    public string? Capture { get; init; }

    /// <summary>The capture has every frame, and generator and ledger agree.</summary>
    public required bool Complete { get; init; }

    /// <summary>Why the run failed or is not complete.</summary>
    public IReadOnlyList<string> IncompleteReasons { get; init; } = [];
    public CaptureSummary? Summary { get; init; }
    public int Pairs { get; init; } = 1;

    /// <summary>Application bits per second while all pairs were active; null for ping.</summary>
    public double? GoodputBitsPerSecond { get; init; }
    public double? WireBitsPerSecond { get; init; }
    public double? StartSkewSeconds { get; init; }
    public CpuSeconds? Cpu { get; init; }
}

/// <summary>CPU time in seconds by side; null where unknown.</summary>
public sealed record CpuSeconds(double? Peer, double? SystemUnderTest, double? Hypervisor);
