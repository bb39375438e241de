using Wiretax.Analysis.Statistics;

namespace Wiretax.Tests.Analysis.Statistics;

public sealed class MedianIntervalTests
{
    [Theory]
    [InlineData(0.1, 10, 0.2)]
    [InlineData(0.1, 1000, 0.1)]
    [InlineData(1, 1, 1.0001)]
    public void What_is_positive_has_a_positive_interval_that_holds_the_median(double first, double second, double third)
    {
        double[] samples = [first, second, third];

        var interval = MedianInterval.Of(samples, 0.95)!.Value;

        Assert.InRange(interval.Low, double.Epsilon, MedianInterval.Median(samples)!.Value);
        Assert.True(interval.High >= MedianInterval.Median(samples));
    }

    [Fact]
    public void Seconds_and_milliseconds_have_one_interval_and_rates_the_inverse_of_it()
    {
        double[] seconds = [0.1, 10, 0.2, 0.4, 0.3];

        var interval = MedianInterval.Of(seconds, 0.95)!.Value;
        var scaled = MedianInterval.Of([.. seconds.Select(each => each * 1e3)], 0.95)!.Value;
        var inverse = MedianInterval.Of([.. seconds.Select(each => 1 / each)], 0.95)!.Value;

        Assert.Equal((interval.Low * 1e3, interval.High * 1e3), (scaled.Low, scaled.High), Alike);
        Assert.Equal((1 / interval.High, 1 / interval.Low), (inverse.Low, inverse.High), Alike);
    }

    [Fact]
    public void A_zero_among_the_samples_keeps_them_on_their_own_scale()
    {
        var interval = MedianInterval.Of([0, 1, 2, 3, 4], 0.95)!.Value;

        Assert.Equal(2 - interval.Low, interval.High - 2, 9);
    }

    [Fact]
    public void What_never_varies_is_exact_and_one_sample_has_no_interval()
    {
        Assert.Equal(new Interval(0.1, 0.1), MedianInterval.Of([0.1, 0.1, 0.1], 0.95));
        Assert.Null(MedianInterval.Of([0.1], 0.95));
    }

    private static bool Alike((double Low, double High) one, (double Low, double High) other) =>
        Math.Abs((one.Low / other.Low) - 1) < 1e-9 && Math.Abs((one.High / other.High) - 1) < 1e-9;
}
