using System.Globalization;
using Wiretax.Analysis.Accounting;

namespace Wiretax.Analysis.Comparison;

/// <summary>
/// Where a difference in link bytes comes from: one run of each side (the one with the median of link bytes), split
/// into causes that add up to the difference exactly. docs/statistics.md defines each cause.
/// </summary>
/// <param name="Baseline">Link bytes of the baseline's run.</param>
/// <param name="Candidate">Link bytes of the candidate's run.</param>
/// <param name="Causes">All of <see cref="ByteCauses"/>, in that order; their bytes sum to <see cref="Difference"/>.</param>
public sealed record ByteAttribution(
    string Workload, string Direction, long Baseline, long Candidate, IReadOnlyList<AttributedBytes> Causes)
{
    public long Difference => Candidate - Baseline;

    /// <summary>The largest causes in words.</summary>
    public string? Sentence { get; init; }

    /// <returns>Null where the link bytes are the same, the payload is not, or a side has no complete run.</returns>
    internal static ByteAttribution? Of(Cell cell)
    {
        if (!cell.CarriesSamePayload)
            return null;
        var baseline = ByteComposition.Of(MedianRun(cell.CompleteBaseline).Account);
        var candidate = ByteComposition.Of(MedianRun(cell.CompleteCandidate).Account);
        if (baseline.Link == candidate.Link || baseline.DataSegments == 0 || candidate.DataSegments == 0)
            return null;
        var causes = Split(baseline, candidate);
        return new ByteAttribution(cell.Workload, cell.Direction, baseline.Link, candidate.Link, causes)
        {
            Sentence = ByteAttributionSentence.Of(cell, baseline, candidate, causes),
        };
    }

    /// <summary>
    /// Each count's change is paid at the baseline's header size; what the candidate's own header size adds to all its
    /// frames is a cause of its own, and the remainder is what no cause explains.
    /// </summary>
    internal static IReadOnlyList<AttributedBytes> Split(ByteComposition baseline, ByteComposition candidate)
    {
        var header = baseline.HeaderBytes;
        var retransmitted = candidate.RetransmittedSegments - baseline.RetransmittedSegments;
        var segments = candidate.DataSegments - baseline.DataSegments;
        var theirAcks = (long)Math.Round((double)baseline.WithoutPayload * segments / baseline.DataSegments);
        var acks = candidate.WithoutPayload - baseline.WithoutPayload - theirAcks;
        AttributedBytes[] known =
        [
            new(ByteCauses.SegmentSize, header * (segments + theirAcks)),
            new(ByteCauses.AckRatio, header * acks),
            new(ByteCauses.HeaderOptions, candidate.Options - baseline.Options),
            new(ByteCauses.HeaderSize, (candidate.HeaderBytes - header) * candidate.TransportFrames),
            new(ByteCauses.Retransmission, candidate.Retransmitted - baseline.Retransmitted + (header * retransmitted)),
            new(ByteCauses.Encapsulation, candidate.Encapsulation - baseline.Encapsulation),
            new(ByteCauses.Padding, candidate.Padding - baseline.Padding),
            new(ByteCauses.Payload, candidate.Payload - baseline.Payload),
        ];
        return [.. known, new(ByteCauses.Other, candidate.Link - baseline.Link - known.Sum(each => each.Bytes))];
    }

    private static MeasuredRun MedianRun(IReadOnlyList<MeasuredRun> runs) =>
        runs.OrderBy(each => each.Account.Layer("link").Total.Bytes).ThenBy(each => each.Block).ElementAt((runs.Count - 1) / 2);
}

/// <summary>Link bytes that the candidate sends more (less, where negative) because of one cause.</summary>
public sealed record AttributedBytes(string Cause, long Bytes);

/// <summary>The causes that a difference in link bytes is split into.</summary>
public static class ByteCauses
{
    /// <summary>More, smaller segments for the same payload, with the ACKs they draw at the baseline's ratio.</summary>
    public const string SegmentSize = "segment-size";

    /// <summary>More frames without payload for each segment than the baseline has.</summary>
    public const string AckRatio = "ack-ratio";

    /// <summary>TCP and IPv4 options, IPv6 extension headers.</summary>
    public const string HeaderOptions = "header-options";

    /// <summary>Larger fixed headers: IPv6 for IPv4, a VLAN tag.</summary>
    public const string HeaderSize = "header-size";

    /// <summary>Payload sent again, with the headers of its segments.</summary>
    public const string Retransmission = "retransmission";

    /// <summary>Own bytes of tunnel headers.</summary>
    public const string Encapsulation = "encapsulation";

    /// <summary>Bytes behind the datagram: the Ethernet minimum.</summary>
    public const string Padding = "padding";

    /// <summary>Application bytes, each counted once.</summary>
    public const string Payload = "payload";

    /// <summary>What is left: ARP and other frames without a transport header, undissected bytes.</summary>
    public const string Other = "other";
}
