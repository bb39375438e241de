namespace Wiretax.Analysis.Comparison;

/// <summary>An attribution's largest causes in words, with the figures behind them.</summary>
internal static class ByteAttributionSentence
{
    /// <summary>Causes below this share of the difference go unsaid.</summary>
    private const double WorthSaying = 0.05;

    public static string Of(Cell cell, ByteComposition baseline, ByteComposition candidate, IReadOnlyList<AttributedBytes> causes)
    {
        var difference = candidate.Link - baseline.Link;
        var said = causes
            .Where(each => Math.Abs(each.Bytes) >= WorthSaying * Math.Abs(difference) && each.Bytes != 0)
            .OrderByDescending(each => Math.Abs(each.Bytes))
            .Select(each => $"{Signed(each.Bytes)} {Words(each.Cause, baseline, candidate)}");
        var amount = Quantities.Text(Math.Abs(difference), "bytes");
        return $"{cell.CandidateName} sends {amount} {(difference > 0 ? "more" : "less")} than {cell.BaselineName} on the link for {cell.Workload} {cell.Direction}: {string.Join(", ", said)}.";
    }

    private static string Signed(long bytes) => (bytes < 0 ? "-" : "+") + Quantities.Text(Math.Abs(bytes), "bytes");

    private static string Words(string cause, ByteComposition baseline, ByteComposition candidate) => cause switch
    {
        ByteCauses.SegmentSize => $"by segment size ({SegmentSize(candidate)} against {SegmentSize(baseline)} bytes)",
        ByteCauses.AckRatio => $"by ACK ratio ({AckRatio(candidate)} against {AckRatio(baseline)} per segment)",
        ByteCauses.HeaderOptions => "by header options",
        ByteCauses.HeaderSize => $"by header size ({Quantities.Digits(candidate.HeaderBytes)} against {Quantities.Digits(baseline.HeaderBytes)} bytes a frame)",
        ByteCauses.Retransmission => "by retransmission",
        ByteCauses.Encapsulation => "by encapsulation",
        ByteCauses.Padding => "by padding",
        ByteCauses.Payload => "by payload",
        _ => "by other frames",
    };

    private static string SegmentSize(ByteComposition bytes) => Quantities.Digits(Math.Round((double)bytes.Payload / bytes.DataSegments));

    private static string AckRatio(ByteComposition bytes) => Quantities.Digits((double)bytes.WithoutPayload / bytes.DataSegments);
}
