using Wiretax.Analysis.Statistics;

namespace Wiretax.Tests.Analysis.Statistics;

public sealed class StudentQuantilesTests
{
    [Theory]
    [InlineData(0.975, 4, 2.776445)]
    [InlineData(0.975, 1, 12.706205)]
    [InlineData(0.995, 9, 3.249836)]
    [InlineData(0.5, 3, 0)]
    [InlineData(0.05, 7, -1.894579)]
    public void Quantiles_are_those_of_the_printed_tables(double probability, double freedom, double t) =>
        Assert.Equal(t, StudentQuantiles.At(probability, freedom), 1e-5);

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-9)]
    [InlineData(1e-12)]
    public void Two_runs_at_a_corrected_level_still_have_a_quantile(double tail)
    {
        // With one degree of freedom Student's t is Cauchy's distribution, whose quantile is a cotangent.
        var exact = 1 / Math.Tan(Math.PI * tail);

        Assert.InRange(StudentQuantiles.At(1 - tail, 1) / exact, 0.999, 1.001);
    }
}
