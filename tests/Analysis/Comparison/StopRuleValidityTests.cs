using Wiretax.Analysis.Comparison;
using Wiretax.Tests.Analysis.Statistics;

namespace Wiretax.Tests.Analysis.Comparison;

/// <summary>Sessions that repeat until their interval is narrow: looking again and again must not cost the coverage.</summary>
public sealed class StopRuleValidityTests
{
    private const int Sessions = 2_000;

    [Theory]
    [InlineData(5, 0.92)]
    [InlineData(8, 0.93)]
    public void An_interval_that_was_repeated_for_until_narrow_still_holds_the_truth(int minimum, double atLeast)
    {
        var covered = 0;
        Parallel.For(0, 10, batch =>
        {
            var random = new SimulatedNoise((ulong)(500 + batch));
            for (var session = 0; session < Sessions / 10; session++)
            {
                if (Covers(random, minimum))
                    Interlocked.Increment(ref covered);
            }
        });
        Assert.InRange(covered / (double)Sessions, atLeast, 0.98);
    }

    private static bool Covers(SimulatedNoise random, int minimum)
    {
        var runs = new List<MeasuredRun>();
        for (var block = 1; ; block++)
        {
            var (baseline, candidate) = random.Block("normal");
            runs.Add(Measured.Http("host", block, baseline));
            runs.Add(Measured.Http("guest", block, 1.1 * candidate));
            if (block < minimum || (block < 40 && !Precision.Assess("host", runs, 0.05, new()).Reached))
                continue;
            var duration = Comparer.Compare("host", runs, new()).Metric("application.duration");
            return duration.Low <= 1.1 && 1.1 <= duration.High;
        }
    }
}
