using System.Text.Json.Serialization;
using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Comparison;
using Wiretax.Generators.Ping;

namespace Wiretax.Sessions;

/// <summary>
/// All that a session measured, as <c>session.json</c> holds it: <c>wiretax/session/1</c>. Lists that a record leaves out
/// are empty: the reader of JSON sets what is left out to null.
/// </summary>
public sealed record SessionRecord
{
    public const string SchemaName = "wiretax/session/1";

    public string Schema { get; init; } = SchemaName;
    public required string Scenario { get; init; }
    public required string Baseline { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public double DurationSeconds { get; init; }

    /// <summary>False when the session was interrupted before its last run.</summary>
    public bool? Finished { get; init => field = value ?? true; } = true;

    /// <summary>Seed of the shuffled order of the runs.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Machine, kernel, tools, command line: name to text, in order.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init => field = value ?? new Dictionary<string, string?>(); } = new Dictionary<string, string?>();

    /// <summary>Runs before the first counted one, for each path and workload.</summary>
    public int WarmUp { get; init; }

    public IReadOnlyList<WorkloadRecord> Workloads { get; init => field = value ?? []; } = [];
    public IReadOnlyList<PathRecord> Paths { get; init => field = value ?? []; } = [];
    public IReadOnlyList<RunRecord> Runs { get; init => field = value ?? []; } = [];

    /// <summary>What disturbed the measurement; null where the machine does not tell.</summary>
    public MachineDisturbance? Disturbance { get; init; }

    /// <summary>The experiment's design and how it went; null in a session that was interrupted before its first block.</summary>
    public DesignRecord? Design { get; init; }

    /// <summary>Transfers made without a capture, for <see cref="ObserverEffects"/>; they have no summary.</summary>
    public IReadOnlyList<RunRecord> UncapturedRuns { get; init => field = value ?? []; } = [];

    /// <summary>What capturing itself costs, for each path, workload and direction that was also run without it.</summary>
    public IReadOnlyList<ObserverEffect> ObserverEffects { get; init => field = value ?? []; } = [];

    public ComparisonResult? Comparison { get; init; }
    public IReadOnlyList<Warning> Warnings { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Whether all that was asked for was measured: there are runs and all are complete, every path could be built, the
    /// precision was reached, and no workload lacks the baseline that it is compared with.
    /// </summary>
    [JsonIgnore]
    public bool IsTrustworthy => Runs.Count > 0 && Runs.All(each => each.Complete) && Paths.All(each => each.Measured)
        && Design is not { PrecisionReached: false } && !WithoutBaseline.Any();

    /// <summary>
    /// Workloads without a run on the baseline, although that path was measured, and directions that other paths have runs
    /// of and it has none of.
    /// </summary>
    [JsonIgnore]
    public IEnumerable<string> WithoutBaseline
    {
        get
        {
            if (!Paths.Any(each => each.Name == Baseline && each.Measured))
                return [];
            var own = Runs.Where(each => each.Path == Baseline).Select(each => (each.Workload, each.Direction)).ToHashSet();
            var workloads = own.Select(each => each.Workload).ToHashSet();
            var directions = Runs.Where(each => workloads.Contains(each.Workload) && !own.Contains((each.Workload, each.Direction)));
            return Workloads.Select(each => each.Name).Where(each => !workloads.Contains(each))
                .Concat(directions.Select(each => $"{each.Workload} {each.Direction}").Distinct());
        }
    }
}

/// <summary>One path of the session. A path that could not be built says why, and has no figures.</summary>
public sealed record PathRecord
{
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required bool Measured { get; init; }

    /// <summary>The path that this is a second name for (the A/A control); null for a path of its own.</summary>
    public string? ControlOf { get; init; }
    public string? Why { get; init; }

    /// <summary>Hypervisor, accelerator, NIC, MTU, offloads ...: name to text, in order.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; init => field = value ?? new Dictionary<string, string?>(); } = new Dictionary<string, string?>();
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
    public IReadOnlyList<string> IncompleteReasons { get; init => field = value ?? []; } = [];
    public CaptureSummary? Summary { get; init; }
    public int Pairs { get; init => field = Math.Max(1, value); } = 1;

    /// <summary>Application bits per second while all pairs were active; null for ping.</summary>
    public double? GoodputBitsPerSecond { get; init; }

    /// <summary>Content bits per second by the generator's own clock; null for ping.</summary>
    public double? GeneratorBitsPerSecond { get; init; }
    public double? WireBitsPerSecond { get; init; }
    public double? StartSkewSeconds { get; init; }
    public CpuSeconds? Cpu { get; init; }

    /// <summary>
    /// Application bits per second that the wires of all pairs can carry, computed from rate, MTU and headers; null
    /// where no wire is emulated, or for ping.
    /// </summary>
    public double? WirePayloadBitsPerSecond { get; init; }

    /// <summary>Each pair of a scale-out run; empty for others, and in records of older versions.</summary>
    public IReadOnlyList<PairRecord> PairRecords { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Jain's index of the pairs' goodputs (Jain, Chiu and Hawe, 1984): 1 when all are equal, 1/n when one has all;
    /// null with one pair.
    /// </summary>
    public double? Fairness { get; init; }

    /// <summary>Round trips by the generator's clock: of pings that the system under test sends, the capture at the peer has none.</summary>
    public RoundTripTimes? GeneratorRoundTripSeconds { get; init; }

    /// <summary>What the machines did during the run; null where the system does not tell.</summary>
    public RunLoad? Load { get; init; }

    /// <summary>Which side held the transfer back; null for ping and where nothing tells.</summary>
    public Bottleneck? Bottleneck { get; init; }
}

/// <summary>One pair of a scale-out run, seen in the capture.</summary>
/// <param name="StartSeconds">Its first data frame, after the first one of all pairs.</param>
/// <param name="ActiveSeconds">From its first to its last data frame.</param>
/// <param name="GoodputBitsPerSecond">While all pairs were active; null where they never were.</param>
/// <param name="PeerCpuSeconds">CPU of its generator.</param>
public sealed record PairRecord(
    string Peer, string SystemUnderTest, double? StartSeconds, double? ActiveSeconds, double? GoodputBitsPerSecond, double? PeerCpuSeconds);

/// <summary>CPU time in seconds by side; null where unknown.</summary>
public sealed record CpuSeconds(double? Peer, double? SystemUnderTest, double? Hypervisor);

/// <summary>How the session was laid out.</summary>
/// <param name="Blocks">Randomised blocks that were finished; each has every path, workload and direction once.</param>
/// <param name="Precision">The half width, relative to the ratio, that was asked of each interval; null when not asked.</param>
/// <param name="PrecisionReached">Whether every headline metric got there; null when not asked.</param>
/// <param name="BlocksNeeded">Blocks that it would have taken, estimated; null when reached or not asked.</param>
public sealed record DesignRecord(
    int Blocks, int Minimum, int Maximum, double? Precision, bool? PrecisionReached, int? BlocksNeeded);

/// <summary>The rate of the same transfer with and without a capture, by the generator's own clock.</summary>
/// <param name="Captured">Median with a capture, bits per second.</param>
/// <param name="Uncaptured">Median without one, bits per second.</param>
/// <param name="Ratio">Captured over uncaptured, with its interval; bounds are null with fewer than two runs each.</param>
public sealed record ObserverEffect(
    string Path, string Workload, string Direction, double Captured, double Uncaptured, double Ratio, double? Low, double? High, int Runs);

/// <summary>What else went on in the machine during the session; null where it does not tell.</summary>
/// <param name="StealShare">Share of all CPU time that a hypervisor below took away, 0 to 1.</param>
/// <param name="HighestRestingLoad">Largest share of CPU in use while the session itself rested, between blocks.</param>
/// <param name="LowestMegahertz">Smallest and largest mean clock of the processors, between blocks.</param>
public sealed record MachineDisturbance(
    double? StealShare, double? HighestRestingLoad, double? LowestMegahertz, double? HighestMegahertz);
