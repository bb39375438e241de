using CsCheck;
using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Comparison;

namespace Wiretax.Tests.Analysis.Comparison;

public sealed class ByteAttributionProperties
{
    private static readonly Gen<ByteComposition> Any =
        from payload in Gen.Long[1_000, 100_000_000]
        from frames in Gen.Long[1, 100_000]
        from retransmitted in Gen.Long[0, payload / 10]
        from without in Gen.Long[0, 100_000]
        from options in Gen.Long[0, 1_000_000]
        from tunnel in Gen.Long[0, 1_000_000]
        from padding in Gen.Long[0, 100_000]
        from other in Gen.Long[0, 5_000]
        from header in Gen.Long[28, 80]
        select new ByteComposition
        {
            Payload = payload,
            PayloadFrames = frames,
            Retransmitted = retransmitted,
            TransportFrames = frames + without,
            Options = options,
            Encapsulation = tunnel,
            Padding = padding,
            Link = payload + retransmitted + options + tunnel + padding + other + (header * (frames + without)),
        };

    [Fact]
    public void Causes_add_up_to_the_difference_exactly() =>
        Gen.Select(Any, Any).Where((baseline, candidate) => baseline.DataSegments > 0 && candidate.DataSegments > 0)
            .Sample((baseline, candidate) =>
                Assert.Equal(candidate.Link - baseline.Link, ByteAttribution.Split(baseline, candidate).Sum(each => each.Bytes)));

    [Theory]
    [InlineData("vxlan")]
    [InlineData("timestamps")]
    [InlineData("resent")]
    public void One_change_has_one_cause(string change)
    {
        var plain = Measured.Summary(40_000_000, 27_600, 14_000, 1, 1);
        var (changed, cause, bytes) = change switch
        {
            "vxlan" => (With(plain, 41_600 * 50, tunnel: 41_600 * 50), ByteCauses.Encapsulation, 41_600 * 50),
            "timestamps" => (With(plain, 41_600 * 12, ledger: new LedgerRow("tcp-options", 41_600, 41_600 * 12)), ByteCauses.HeaderOptions, 41_600 * 12),
            _ => (Resent(plain), ByteCauses.Retransmission, 145_000 + (100 * 54)),
        };

        var attribution = Comparer.Compare("host", [Run("host", plain), Run("guest", changed)], new()).Candidates[0].Attribution.Single();

        Assert.Equal([(cause, (long)bytes)], attribution.Causes.Where(each => each.Bytes != 0).Select(each => (each.Cause, each.Bytes)));
    }

    private static MeasuredRun Run(string path, CaptureSummary summary) => new(path, "http", "rx", 1, Complete: true, summary);

    private static CaptureSummary With(CaptureSummary summary, long link, long tunnel = 0, LedgerRow? ledger = null) => summary with
    {
        Layers = [.. summary.Layers.Select(each => each.Layer switch
        {
            "link" => each with { Total = each.Total with { Bytes = each.Total.Bytes + link } },
            "encapsulation" => each with { Total = each.Total with { Bytes = tunnel } },
            _ => each,
        })],
        Ledger = ledger is null ? summary.Ledger : [.. summary.Ledger, ledger],
    };

    /// <summary>A hundred segments of 1,450 bytes sent again.</summary>
    private static CaptureSummary Resent(CaptureSummary summary)
    {
        var more = Measured.Summary(40_000_000 + 145_000, 27_600 + 100, 14_000, 1, 1);
        return more with
        {
            Flows = [new FlowSummary { Protocol = "tcp", Source = "a", Destination = "b", Tx = new(0, 0), Rx = new(0, 0), RetransmittedBytes = 145_000 }],
        };
    }
}
