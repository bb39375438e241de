using Wiretax.Analysis.Statistics;

namespace Wiretax.Tests.Analysis.Statistics;

public sealed class MannKendallTests
{
    [Fact]
    public void A_series_that_only_rises_has_the_probability_of_one_order_among_all()
    {
        var trend = MannKendall.Of([1, 2, 3, 4, 5]);

        Assert.Equal(1, trend.Tau);
        Assert.Equal(2.0 / 120, trend.PValue, 12);
    }

    [Fact]
    public void Exact_probabilities_agree_with_a_count_of_all_orders()
    {
        double[] series = [2, 1, 3, 5, 4, 6];
        var score = Score(series);
        var orders = Orders(series.Order().ToArray()).ToList();
        var asStrong = orders.Count(each => Math.Abs(Score(each)) >= Math.Abs(score));

        Assert.Equal(720, orders.Count);
        Assert.Equal(asStrong / 720.0, MannKendall.Of(series).PValue, 12);
    }

    [Fact]
    public void A_constant_or_a_single_value_has_no_trend()
    {
        Assert.Equal(1, MannKendall.Of([3, 3, 3, 3]).PValue);
        Assert.Equal(1, MannKendall.Of([3]).PValue);
        Assert.Equal(1, MannKendall.Of([]).PValue);
    }

    [Fact]
    public void Long_series_go_on_where_the_exact_count_ends()
    {
        static double[] Series(int count) => [.. Enumerable.Range(0, count).Select(each => (each % 7 * 10) + (each * 0.1))];

        Assert.InRange(MannKendall.Of(Series(61)).PValue / MannKendall.Of(Series(60)).PValue, 0.5, 1);
    }

    private static int Score(double[] series) =>
        Enumerable.Range(0, series.Length).Sum(later => Enumerable.Range(0, later).Sum(earlier => Math.Sign(series[later] - series[earlier])));

    private static IEnumerable<double[]> Orders(double[] values) => values.Length == 1
        ? [values]
        : values.SelectMany((first, at) => Orders([.. values.Where((_, index) => index != at)]).Select(rest => (double[])[first, .. rest]));
}
