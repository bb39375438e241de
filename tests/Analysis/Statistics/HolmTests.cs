using CsCheck;
using Wiretax.Analysis.Statistics;

namespace Wiretax.Tests.Analysis.Statistics;

public sealed class HolmTests
{
    [Fact]
    public void Steps_down_from_the_smallest() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005], [1, 1, 1, 1]).Select(each => Math.Round(each, 12)));

    [Fact]
    public void A_heavier_test_may_claim_at_a_higher_level() =>
        Assert.Equal([0.04, 0.06, 0.06], Holm.Adjust([0.02, 0.03, 0.03], [0.5, 0.25, 0.25]).Select(each => Math.Round(each, 12)));

    [Fact]
    public void Never_lowers_a_p_value_and_keeps_their_order() =>
        Gen.Double[0, 1].Array[0, 30].Sample(pValues =>
        {
            var adjusted = Holm.Adjust(pValues, [.. pValues.Select(_ => 1.0)]);

            Assert.All(pValues.Zip(adjusted), each => Assert.InRange(each.Second, each.First, 1));
            var byValue = pValues.Zip(adjusted).OrderBy(each => each.First).Select(each => each.Second).ToList();
            Assert.Equal(byValue.Order(), byValue);
        });
}
