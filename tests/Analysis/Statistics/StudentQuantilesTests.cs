using Wiretax.Analysis.Statistics;

namespace Wiretax.Tests.Analysis.Statistics;

public sealed class StudentQuantilesTests
{
    [Theory]
    [InlineData(0.95, 4, 2.776445)]
    [InlineData(0.95, 19, 2.093024)]
    [InlineData(0.99, 9, 3.249836)]
    [InlineData(0.95, 1e6, 1.959966)]
    public void Agree_with_the_printed_tables(double confidence, double freedom, double expected) =>
        Assert.Equal(expected, StudentQuantiles.TwoSided(confidence, freedom), 6);

    /// <summary>With one degree of freedom t is Cauchy's distribution: the quantile is cot(pi tail).</summary>
    [Theory]
    [InlineData(0.025)]
    [InlineData(1e-4)]
    [InlineData(1e-7)]
    public void Reach_as_far_as_two_runs_and_a_corrected_level_ask(double tail) =>
        Assert.Equal(1, StudentQuantiles.Upper(tail, 1) * Math.Tan(Math.PI * tail), 8);

    [Fact]
    public void Lie_below_the_middle_as_far_as_above_it() => Assert.Equal(-1.894579, StudentQuantiles.At(0.05, 7), 6);

    [Fact]
    public void Half_of_it_lies_above_the_middle() => Assert.Equal(0, StudentQuantiles.At(0.5, 7), 12);
}
