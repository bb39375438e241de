using Wiretax.Analysis.Accounting;

namespace Wiretax.Analysis.Comparison;

/// <summary>The counts of one capture that attribution needs, both directions together.</summary>
internal sealed record ByteComposition
{
    public required long Link { get; init; }

    /// <summary>Application bytes, each counted once.</summary>
    public required long Payload { get; init; }
    public required long Retransmitted { get; init; }
    public required long Options { get; init; }
    public required long Encapsulation { get; init; }
    public required long Padding { get; init; }
    public required long TransportFrames { get; init; }
    public required long PayloadFrames { get; init; }

    /// <summary>Retransmitted bytes in segments of the mean size.</summary>
    public long RetransmittedSegments => Payload + Retransmitted == 0
        ? 0
        : (long)Math.Round((double)Retransmitted * PayloadFrames / (Payload + Retransmitted));

    public long DataSegments => PayloadFrames - RetransmittedSegments;

    /// <summary>Pure ACKs, SYN, FIN and RST.</summary>
    public long WithoutPayload => TransportFrames - PayloadFrames;

    /// <summary>
    /// Fixed headers of one frame, without options and tunnels, in whole bytes. The few frames without a transport
    /// header (ARP) are too few to raise it; what they hold ends in <see cref="ByteCauses.Other"/>.
    /// </summary>
    public long HeaderBytes => TransportFrames == 0
        ? 0
        : (Link - Payload - Retransmitted - Options - Encapsulation - Padding) / TransportFrames;

    public static ByteComposition Of(CaptureSummary summary)
    {
        var retransmitted = summary.RetransmittedBytes();
        var application = summary.Layer("application").Total;
        return new ByteComposition
        {
            Link = summary.Layer("link").Total.Bytes,
            Payload = application.Bytes - retransmitted,
            Retransmitted = retransmitted,
            Options = Own(summary, "tcp-options") + Own(summary, "ipv4-options") + Own(summary, "ipv6-extensions"),
            Encapsulation = summary.Layer("encapsulation").Total.Bytes,
            Padding = Own(summary, "padding"),
            TransportFrames = summary.Layer("transport").Total.Frames,
            PayloadFrames = application.Frames,
        };
    }

    private static long Own(CaptureSummary summary, string protocol) =>
        summary.Ledger.Where(each => each.Protocol == protocol).Sum(each => each.Bytes);
}
