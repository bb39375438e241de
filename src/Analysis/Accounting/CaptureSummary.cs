namespace Wiretax.Analysis.Accounting;

/// <summary>
/// The finished account of one capture: what JSON, tables and comparison read. Durations are in seconds, counts and
/// bytes are integers, and what is not known is null. The property names are the JSON keys (camel case) of
/// <c>wiretax/summary/1</c>. Lists that a record read from elsewhere leaves out are empty: the reader of JSON sets what is
/// left out to null.
/// </summary>
public sealed record CaptureSummary
{
    public const string SchemaName = "wiretax/summary/1";

    public string Schema { get; init; } = SchemaName;
    public IReadOnlyList<string> Files { get; init => field = value ?? []; } = [];
    public long Frames { get; init; }

    /// <summary>Frames of which the capture holds fewer bytes than the interface saw.</summary>
    public long TruncatedFrames { get; init; }

    /// <summary>Frames larger than any wire carries: segmentation offload above the capture point.</summary>
    public long SuperFrames { get; init; }

    /// <summary>No drop reported, no byte acknowledged that was never seen, no damage.</summary>
    public bool Complete { get; init; }

    public IReadOnlyList<string> IncompleteReasons { get; init => field = value ?? []; } = [];

    /// <summary>The local end: the address whose sending counts as tx; null when none could be told.</summary>
    public string? Local { get; init; }

    /// <summary>First and last frame, nanoseconds since the epoch; null without frames.</summary>
    public long? FirstNanoseconds { get; init; }
    public long? LastNanoseconds { get; init; }

    /// <summary>The clock that stamped the frames; null when the file does not say.</summary>
    public string? Clock { get; init; }

    /// <summary>Records whose stated length no interface hands over; they are in no other figure.</summary>
    public long ImplausibleFrames { get; init; }

    /// <summary>Frames that were stamped earlier than the one before them.</summary>
    public long TimeReversals { get; init; }

    /// <summary>Frames dropped by kernel and interface; null when the capture does not say.</summary>
    public long? DroppedFrames { get; init; }

    /// <summary>link, encapsulation, network, transport, application: always these five, in this order.</summary>
    public IReadOnlyList<LayerTotals> Layers { get; init => field = value ?? []; } = [];

    /// <summary>Own bytes by protocol, in order of depth; they sum to the link layer's bytes.</summary>
    public IReadOnlyList<LedgerRow> Ledger { get; init => field = value ?? []; } = [];

    public WireTotals Wire { get; init => field = value ?? new(); } = new();

    /// <summary>The largest flows by bytes, at most as many as were asked for.</summary>
    public IReadOnlyList<FlowSummary> Flows { get; init => field = value ?? []; } = [];

    /// <summary>All flows, and what those that are not listed come to.</summary>
    public long FlowCount { get; init; }
    public OtherFlows OtherFlows { get; init => field = value ?? new(0, 0, 0, 0, 0); } = new(0, 0, 0, 0, 0);

    /// <summary>ICMP echo pairs; null without any echo.</summary>
    public EchoSummary? Echo { get; init; }

    /// <summary>Application bytes over time; null without any.</summary>
    public PayloadOverTime? PayloadOverTime { get; init; }

    public IReadOnlyList<Warning> Warnings { get; init => field = value ?? []; } = [];

    /// <summary>TCP payload sent again, of all flows.</summary>
    public long RetransmittedBytes() => Flows.Sum(each => each.RetransmittedBytes ?? 0) + OtherFlows.RetransmittedBytes;

    public LayerTotals Layer(string name) => Layers.First(each => each.Layer == name);
}

/// <summary>Flows that are not listed one by one.</summary>
public sealed record OtherFlows(long Flows, long Frames, long Bytes, long RetransmittedBytes, long GapBytes);

/// <summary>Application bytes of both directions in at most 128 bins of equal width.</summary>
/// <param name="BinSeconds">Width of a bin.</param>
/// <param name="FirstNanoseconds">Start of the first bin, nanoseconds since the epoch.</param>
public sealed record PayloadOverTime(double BinSeconds, long FirstNanoseconds, IReadOnlyList<long> Bytes);

/// <summary>Frames, bytes and first-to-last duration of one layer, by direction.</summary>
public sealed record LayerTotals(string Layer, Totals Tx, Totals Rx, Totals Total);

/// <param name="DurationSeconds">From the first to the last frame counted here; null without frames.</param>
public sealed record Totals(long Frames, long Bytes, double? DurationSeconds);

/// <summary>Own bytes of one protocol and the frames it stands in.</summary>
public sealed record LedgerRow(string Protocol, long Frames, long Bytes);

/// <summary>
/// What an Ethernet carried for these frames: super-frames cut into segments, each frame padded to 60 bytes, plus
/// FCS, preamble and gap (24 bytes). <see cref="Estimated"/> when anything had to be cut or assumed.
/// </summary>
public sealed record WireTotals
{
    public long Frames { get; init; }
    public long Bytes { get; init; }
    public bool Estimated { get; init; }
    public WireDirection Tx { get; init; } = new(0, 0);
    public WireDirection Rx { get; init; } = new(0, 0);
}

public sealed record WireDirection(long Frames, long Bytes);

/// <summary>One conversation; <see cref="Source"/> is the local end.</summary>
public sealed record FlowSummary
{
    public required string Protocol { get; init; }
    public required string Source { get; init; }
    public required string Destination { get; init; }

    /// <summary>Recognised by content: <c>http/1</c>, <c>http/2</c>, <c>tls</c>, <c>dns</c>; null when not.</summary>
    public string? Application { get; init; }

    public required FlowDirection Tx { get; init; }
    public required FlowDirection Rx { get; init; }

    /// <summary>Null for flows that are no TCP.</summary>
    public long? RetransmittedBytes { get; init; }

    /// <summary>Bytes that were acknowledged and never seen; null where segments came in IP fragments, and for flows that are no TCP.</summary>
    public long? GapBytes { get; init; }

    /// <summary>Round-trip times from <see cref="Source"/>'s segments to their answers, seen at the capture point; null without a sample.</summary>
    public RttSummary? RttSeconds { get; init; }

    /// <summary>SYN to the ACK that ends the handshake, in seconds; null when not seen.</summary>
    public double? HandshakeSeconds { get; init; }

    /// <summary>Phases of a transfer; null for flows that are no TCP.</summary>
    public TransferPhases? Phases { get; init; }
}

/// <summary>One direction of a flow. The TCP counters are null for other protocols.</summary>
public sealed record FlowDirection(long Frames, long Bytes)
{
    /// <summary>Transport payload, retransmissions included.</summary>
    public long PayloadBytes { get; init; }
    public long? UniqueBytes { get; init; }
    public long? RetransmittedBytes { get; init; }
    public long? GapBytes { get; init; }
    public long? OutOfOrderSegments { get; init; }
    public long? DuplicateAcks { get; init; }
    public long? ZeroWindows { get; init; }
    public long? KeepAlives { get; init; }
    public int? Mss { get; init; }
    public long? MaxWindow { get; init; }

    /// <summary>Unique payload bits over first to last payload byte; null with fewer than two payload frames.</summary>
    public double? GoodputBitsPerSecond { get; init; }

    /// <summary>From what this end sent to what answered it, at the capture point; null without a sample.</summary>
    public RttSummary? RttSeconds { get; init; }
}

public sealed record RttSummary(double Min, double Median, double P99, long Count);

/// <summary>Phases of a TCP transfer in seconds; null where the capture does not show one.</summary>
/// <param name="ConnectSeconds">SYN to the handshake's ACK.</param>
/// <param name="FirstByteSeconds">First request byte to first response byte.</param>
/// <param name="TransferSeconds">First to last payload byte of the larger direction.</param>
/// <param name="TeardownSeconds">Last payload byte to the last frame.</param>
public sealed record TransferPhases(
    double? ConnectSeconds, double? FirstByteSeconds, double? TransferSeconds, double? TeardownSeconds);

/// <summary>ICMP and ICMPv6 echo: requests with their replies, from the capture's clock.</summary>
public sealed record EchoSummary(long Requests, long Replies, long Lost, RttSummary? RttSeconds)
{
    /// <summary>Who sent the first request, and to whom; null when only replies were seen.</summary>
    public string? Source { get; init; }
    public string? Destination { get; init; }

    /// <summary>Each pair's round-trip time in seconds, in order of the requests (at most the first 100,000).</summary>
    public IReadOnlyList<double> Samples { get; init => field = value ?? []; } = [];
}

/// <summary>A doubt about a figure, and what to do about it.</summary>
/// <param name="Code">Stable and machine-readable: <c>super-frames</c>, <c>truncated</c>, <c>drops</c> ...</param>
public sealed record Warning(string Code, string Message);
