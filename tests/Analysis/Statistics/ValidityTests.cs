using Wiretax.Analysis.Statistics;

namespace Wiretax.Tests.Analysis.Statistics;

/// <summary>Whether intervals hold what they promise, over sessions whose truth is known.</summary>
public sealed class ValidityTests
{
    private const int Sessions = 10_000;
    private const double Truth = 1.07;

    public static TheoryData<string, int> NoiseAndRuns()
    {
        var data = new TheoryData<string, int>();
        foreach (var kind in SimulatedNoise.Kinds)
        {
            foreach (var runs in new[] { 5, 8, 12, 20 })
                data.Add(kind, runs);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(NoiseAndRuns))]
    public void A_95_percent_interval_of_paired_runs_holds_the_true_ratio_in_94_to_98_percent_of_sessions(string noise, int runs) =>
        Assert.InRange(Coverage(noise, runs, SampleComparison.OfPairs), 0.94, 0.98);

    [Theory]
    [InlineData("log-normal", 5)]
    [InlineData("normal", 8)]
    [InlineData("heavy-tailed", 12)]
    [InlineData("skewed", 20)]
    public void So_does_the_interval_of_runs_without_blocks(string noise, int runs) =>
        Assert.InRange(Coverage(noise, runs, Independent), 0.94, 0.98);

    /// <summary>What docs/statistics.md admits: noise that is skewed on one side only is beyond a few runs.</summary>
    [Fact]
    public void Noise_that_is_skewed_on_one_side_only_costs_a_few_percent_at_few_runs()
    {
        var covered = 0;
        var noise = new SimulatedNoise(77);
        var truth = Enumerable.Range(0, 400_000).Average(_ => Math.Log(noise.Block("skewed").Candidate));
        for (var session = 0; session < Sessions; session++)
        {
            var pairs = Enumerable.Range(0, 5).Select(_ => (1.0, noise.Block("skewed").Candidate)).ToList();
            covered += SampleComparison.OfPairs(pairs).RatioInterval(0.95)!.Value.Contains(Math.Exp(truth)) ? 1 : 0;
        }
        Assert.InRange(covered / (double)Sessions, 0.87, 0.92);
    }

    [Theory]
    [InlineData("log-normal")]
    [InlineData("normal")]
    public void A_planned_number_of_runs_finds_an_injected_5_percent_in_at_least_95_percent_of_sessions(string noise)
    {
        const double level = 0.05;
        var found = 0;
        var random = new SimulatedNoise(5);
        var spread = Math.Sqrt(Enumerable.Range(0, 200_000).Select(_ => random.Block(noise)).Average(each => Square(Math.Log(each.Candidate / each.Baseline))));
        var runs = SampleSize.ForDifference(spread, 0.05, level, power: 0.95)!.Value;
        for (var session = 0; session < 2_000; session++)
            found += SampleComparison.OfPairs(Session(random, noise, runs, 1.05)).PValue <= level ? 1 : 0;
        Assert.InRange(found / 2_000.0, 0.945, 0.97);
    }

    [Fact]
    public void A_plan_from_a_pilot_of_five_still_finds_it()
    {
        var found = 0;
        var random = new SimulatedNoise(6);
        for (var session = 0; session < 4_000; session++)
        {
            var pilot = SampleComparison.OfPairs(Session(random, "normal", 5, 1.05)).LogRatio!.Value;
            var spread = SampleSize.UpperLimit(pilot.StandardError * Math.Sqrt(5), 5);
            var runs = SampleSize.ForDifference(spread, 0.05, 0.05, power: 0.95)!.Value;
            found += SampleComparison.OfPairs(Session(random, "normal", runs, 1.05)).PValue <= 0.05 ? 1 : 0;
        }
        Assert.InRange(found / 4_000.0, 0.95, 1);
    }

    private static double Coverage(string noise, int runs, Func<List<(double Baseline, double Candidate)>, SampleComparison> compare)
    {
        var covered = 0;
        Parallel.For(0, 10, batch =>
        {
            var random = new SimulatedNoise((ulong)((runs * 100) + batch));
            var own = 0;
            for (var session = 0; session < Sessions / 10; session++)
                own += compare(Session(random, noise, runs, Truth)).RatioInterval(0.95)!.Value.Contains(Truth) ? 1 : 0;
            Interlocked.Add(ref covered, own);
        });
        return covered / (double)Sessions;
    }

    private static SampleComparison Independent(List<(double Baseline, double Candidate)> runs) =>
        SampleComparison.OfIndependent([.. runs.Select(each => each.Baseline)], [.. runs.Select(each => each.Candidate)]);

    private static List<(double Baseline, double Candidate)> Session(SimulatedNoise random, string noise, int runs, double truth)
    {
        var pairs = new List<(double, double)>(runs);
        for (var run = 0; run < runs; run++)
        {
            var (baseline, candidate) = random.Block(noise);
            pairs.Add((baseline, truth * candidate));
        }
        return pairs;
    }

    private static double Square(double value) => value * value;
}
