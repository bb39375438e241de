using System.Net;

namespace Wiretax.Analysis.Accounting;

/// <summary>What an analysis is told beside the frames.</summary>
public readonly record struct AnalysisOptions()
{
    /// <summary>The local end; null finds it: the opener of the first TCP connection or the sender of the first echo request.</summary>
    public IPAddress? Local { get; init; }

    /// <summary>Further addresses of the local end, where it has several and <see cref="Local"/> is told.</summary>
    public IReadOnlyList<IPAddress> AlsoLocal { get; init; } = [];

    /// <summary>Names of the files, for the summary.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>MTU of the wire in bytes, where neither handshake nor timestamps option tell the segment size.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>Threads to use on a file that can be cut; the result is the same for any number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Flows that the summary lists: the largest by bytes. The others are in its totals.</summary>
    public int ListedFlows { get; init; } = 1000;

    /// <summary>Flows followed at once; beyond it those idle longest are closed and folded into the totals.</summary>
    public int MaxLiveFlows { get; init; } = 1 << 20;

    /// <summary>Ends reading early: the summary then is of the frames before, and says so.</summary>
    public CancellationToken Interruption { get; init; }

    /// <summary>
    /// These frames go on from earlier ones that are accounted for elsewhere, and will be merged: the local end is left
    /// open, so that the earlier part can tell it.
    /// </summary>
    public bool IsContinuation { get; init; }

    /// <summary>
    /// Bytes of a segment when several threads read a file: enough to look for few cuts, and few enough for the packets of
    /// some segments to take little memory.
    /// </summary>
    internal long SegmentBytes { get; init; } = 1 << 20;
}
