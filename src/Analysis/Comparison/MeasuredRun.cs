using Wiretax.Analysis.Accounting;

namespace Wiretax.Analysis.Comparison;

/// <summary>One run of one workload over one path: a sample for the comparison.</summary>
/// <param name="Path">Name of the path (or of the capture, offline).</param>
/// <param name="Workload"><c>ping</c>, <c>http</c>, <c>tcp</c>, <c>tcp-4</c> ...</param>
/// <param name="Direction">Seen from the peer: <c>rx</c>, <c>tx</c>.</param>
/// <param name="Block">The randomised block (repetition) the run belongs to, from 1; pairs runs across paths.</param>
/// <param name="Complete">False where capture or transfer was incomplete: no verdict is drawn from it.</param>
/// <param name="Summary">Null where the run failed before its capture was accounted for; never of a complete run.</param>
public sealed record MeasuredRun(
    string Path, string Workload, string Direction, int Block, bool Complete, CaptureSummary? Summary)
{
    /// <summary>What the capture of a complete run says.</summary>
    public CaptureSummary Account => Summary ?? throw new InvalidOperationException("The run failed before its capture was accounted for.");

    public double? GoodputBitsPerSecond { get; init; }
    public double? WireBitsPerSecond { get; init; }

    /// <summary>
    /// Round trips by the generator's clock, where the capture has none: of pings that come to the capture node it shows
    /// only how long that took to answer. Null where the capture's count.
    /// </summary>
    public GeneratorRoundTrips? GeneratorRoundTrips { get; init; }

    /// <summary>CPU seconds of both ends together, a guest's hypervisor for the guest; null when not known.</summary>
    public double? CpuSeconds { get; init; }
}

/// <summary>Seconds; null where the generator did not say.</summary>
public sealed record GeneratorRoundTrips(double? Min, double? Median);
