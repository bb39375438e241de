using Wiretax.Analysis.Comparison;
using Wiretax.Tests.Analysis.Statistics;

namespace Wiretax.Tests.Analysis.Comparison;

/// <summary>Whole comparisons over simulated sessions: what a session says, not only what an interval holds.</summary>
public sealed class SessionValidityTests
{
    private const int Sessions = 3_000;

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void A_path_against_itself_shows_a_difference_in_at_most_5_percent_of_sessions(int runs) =>
        Assert.InRange(Share(runs, 1, result => result.Candidates[0].Metrics.Any(each => Verdicts.IsDifference(each.Verdict))), 0, 0.055);

    [Fact]
    public void A_path_10_percent_slower_is_found_in_95_percent_of_sessions_of_12_runs() =>
        Assert.InRange(Share(12, 1.1, result => result.Metric("application.duration").Verdict == Verdicts.Slower), 0.95, 1);

    [Fact]
    public void Equality_is_claimed_of_different_durations_almost_never() =>
        Assert.InRange(Share(12, 1.1, result => result.Metric("application.duration").Verdict == Verdicts.Equal), 0, 0.001);

    private static double Share(int runs, double truth, Func<ComparisonResult, bool> holds)
    {
        var count = 0;
        Parallel.For(0, 10, batch =>
        {
            var random = new SimulatedNoise((ulong)((runs * 1000) + batch));
            for (var session = 0; session < Sessions / 10; session++)
            {
                var measured = new List<MeasuredRun>();
                for (var block = 1; block <= runs; block++)
                {
                    var (baseline, candidate) = random.Block("normal");
                    var (rtt, other) = random.Block("skewed");
                    measured.Add(Measured.Http("host", block, 0.2 * baseline, rtt: 1e-4 * rtt));
                    measured.Add(Measured.Http("guest", block, 0.2 * truth * candidate, rtt: 1e-4 * other));
                }
                if (holds(Comparer.Compare("host", measured, new ComparisonOptions())))
                    Interlocked.Increment(ref count);
            }
        });
        return count / (double)Sessions;
    }
}
