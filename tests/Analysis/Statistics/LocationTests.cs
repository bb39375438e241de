using Wiretax.Analysis.Statistics;

namespace Wiretax.Tests.Analysis.Statistics;

public sealed class LocationTests
{
    [Fact]
    public void Pairs_give_the_textbook_t_interval()
    {
        // Mean 3, standard deviation sqrt(2.5), t(0.975, 4) = 2.776445.
        var interval = Location.OfPairs([1, 2, 3, 4, 5]).Interval(0.95);

        Assert.Equal(3 - (2.776445 * Math.Sqrt(2.5 / 5)), interval.Low, 5);
        Assert.Equal(3 + (2.776445 * Math.Sqrt(2.5 / 5)), interval.High, 5);
    }

    [Fact]
    public void Independent_samples_give_Welchs_degrees_of_freedom()
    {
        // Variances 2.5 and 10, five each: (0.5 + 2)^2 / (0.25/4 + 4/4).
        var difference = Location.OfIndependent([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]);

        Assert.Equal(3, difference.Centre, 12);
        Assert.Equal(6.25 / 1.0625, difference.DegreesOfFreedom, 12);
        Assert.Equal(0.1075, difference.PValue(0), 4);
    }

    [Fact]
    public void Constants_have_no_spread_and_no_division_by_it()
    {
        var same = Location.OfPairs([0.1, 0.1, 0.1]);

        Assert.True(same.IsExact);
        Assert.Equal(new Interval(0.1, 0.1), same.Interval(0.95));
        Assert.Equal((1.0, 0.0), (same.PValue(0.1), same.PValue(0.2)));
        Assert.True(Location.OfIndependent([2, 2], [3, 3]).IsExact);
    }
}
