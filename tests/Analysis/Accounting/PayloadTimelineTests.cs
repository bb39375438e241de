using CsCheck;
using Wiretax.Analysis.Accounting;

namespace Wiretax.Tests.Analysis.Accounting;

public sealed class PayloadTimelineTests
{
    private const long Epoch = 1_700_000_000_000_000_000;

    private static readonly Gen<(long Time, long Bytes)> Payloads = Gen.Select(
        Gen.OneOf(Gen.Long[0, 1_000_000], Gen.Long[0, 60_000_000_000], Gen.Long[-5_000_000_000, 5_000_000_000]), Gen.Long[1, 65_000],
        (time, bytes) => (Epoch + time, bytes));

    [Fact]
    public void Every_byte_is_in_the_bin_of_its_moment() => Payloads.List[1, 80].Sample(payloads =>
    {
        var timeline = Of(payloads);

        Assert.InRange(timeline.Bytes.Length, 1, PayloadTimeline.MostBins);
        for (var bin = 0; bin < timeline.Bytes.Length; bin++)
        {
            var start = timeline.FirstNanoseconds + (bin * timeline.BinNanoseconds);
            var expected = payloads.Where(each => each.Time >= start && each.Time < start + timeline.BinNanoseconds).Sum(each => each.Bytes);
            Assert.Equal(expected, timeline.Bytes[bin]);
        }
        Assert.Equal(payloads.Sum(each => each.Bytes), timeline.Bytes.ToArray().Sum());
    });

    [Fact]
    public void Neither_the_order_nor_a_cut_changes_the_bins() => Gen.Select(Payloads.List[0, 80], Gen.Int[0, 80]).Sample((payloads, cut) =>
    {
        cut = Math.Min(cut, payloads.Count);
        var whole = Of(payloads);

        var joined = Of(payloads[..cut]);
        joined.Merge(Of(payloads[cut..]));

        AssertSame(whole, joined);
        AssertSame(whole, Of([.. Enumerable.Reverse(payloads)]));
    });

    private static PayloadTimeline Of(List<(long Time, long Bytes)> payloads)
    {
        var timeline = new PayloadTimeline();
        foreach (var (time, bytes) in payloads)
            timeline.Add(time, bytes);
        return timeline;
    }

    private static void AssertSame(PayloadTimeline one, PayloadTimeline other)
    {
        Assert.Equal(one.Bytes.ToArray(), other.Bytes.ToArray());
        if (!one.Bytes.IsEmpty)
            Assert.Equal((one.FirstNanoseconds, one.BinNanoseconds), (other.FirstNanoseconds, other.BinNanoseconds));
    }
}
