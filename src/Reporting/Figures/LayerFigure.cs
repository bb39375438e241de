namespace Wiretax.Reporting.Figures;

/// <summary>Medians of one path at one layer over the complete runs; null where there is none.</summary>
/// <param name="Runs">Complete runs behind the medians.</param>
/// <param name="BytesRatio">Total bytes over the baseline's, as the comparison found it; null for the baseline.</param>
/// <param name="DurationRatio">Duration over the baseline's, with its interval.</param>
public sealed record LayerFigure(
    string Path, int Runs, SideFigure Tx, SideFigure Rx, SideFigure Total, RatioFigure? BytesRatio, RatioFigure? DurationRatio);

/// <summary>Frames, bytes and seconds of one direction, or of both.</summary>
public sealed record SideFigure(double? Frames, double? Bytes, double? Seconds);

/// <summary>A ratio to the baseline, the bounds of its interval, and the verdict.</summary>
public sealed record RatioFigure(double? Ratio, double? Low, double? High, string Verdict);

/// <summary>One layer of one workload, a row a path.</summary>
public sealed record LayerTable(string Layer, IReadOnlyList<LayerFigure> Rows);

/// <summary>Ping's medians of one path.</summary>
public sealed record EchoFigure(
    string Path, int Runs, double? Requests, double? Replies, double? Lost, double? RequestBytes, double? RequestSeconds,
    double? RttMin, double? RttMedian, double? RttP99, RatioFigure? RttRatio);

/// <summary>Phases of a transfer, medians of one path in seconds.</summary>
public sealed record PhaseFigure(
    string Path, int Runs, double? Connect, double? FirstByte, double? Transfer, double? Teardown,
    double? RetransmittedBytes, double? GoodputBitsPerSecond, RatioFigure? GoodputRatio);

/// <summary>CPU time of one transfer by side, medians of one path in seconds: which side is the bottleneck.</summary>
/// <param name="Hypervisor">Of all guests together, as <paramref name="HypervisorUser"/> and <paramref name="HypervisorSystem"/>.</param>
/// <param name="BusiestThread">Of one hypervisor: a virtual processor, or input and output; null where processes take turns.</param>
/// <param name="PerGigabyte">Of both ends, a hypervisor for its guest, for 10^9 application bytes.</param>
public sealed record CpuFigure(
    string Path, int Runs, double? Peer, double? SystemUnderTest, double? Hypervisor, double? HypervisorUser, double? HypervisorSystem,
    double? BusiestThread, double? PerGigabyte, double? TransferSeconds);

/// <summary>Own bytes of one kind of header, the median over a path's complete runs.</summary>
/// <param name="PerPayloadByte">Of the application's bytes; null without any.</param>
public sealed record OwnBytesPart(string Kind, double Bytes, double? PerPayloadByte);

/// <summary>Where the bytes of one path's frames went, from the payload outwards.</summary>
public sealed record OwnBytesFigure(string Path, int Runs, double? PayloadBytes, double? LinkBytes, IReadOnlyList<OwnBytesPart> Parts)
{
    /// <summary>All that is not payload, per byte of payload.</summary>
    public double? OverheadPerPayloadByte => Parts.Sum(each => each.PerPayloadByte);
}
