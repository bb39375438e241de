using Wiretax.Sessions;
using Wiretax.Sessions.Running;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Tests.Sessions.Running;

public sealed class StopRuleTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_plain_number_is_made_exactly()
    {
        var rule = new StopRule(Given.Scenario() with { Repeat = Repetition.Exactly(3) });

        Assert.Equal(3, Blocks(rule, noise: 0.5));
        Assert.Null(rule.Describe().PrecisionReached);
    }

    [Fact]
    public void Steady_runs_stop_early_and_noisy_ones_go_on()
    {
        var steady = Rule(maximum: 60);
        var noisy = Rule(maximum: 60);

        var (few, many) = (Blocks(steady, noise: 0.01), Blocks(noisy, noise: 0.10));

        Assert.InRange(few, 5, 12);
        Assert.True(many > few, $"{many} against {few}");
        Assert.True(steady.Describe().PrecisionReached);
    }

    [Fact]
    public void At_the_maximum_the_design_says_how_many_it_would_have_taken()
    {
        var rule = Rule(maximum: 6);

        Assert.Equal(6, Blocks(rule, noise: 0.3));
        var design = rule.Describe();
        Assert.False(design.PrecisionReached);
        Assert.True(design.BlocksNeeded > 6);
    }

    [Fact]
    public void No_block_is_begun_that_would_end_beyond_the_time_budget()
    {
        var rule = new StopRule(Given.Scenario() with
        {
            Repeat = new Repetition { Minimum = 2, Maximum = 100, Precision = 0.01, TimeBudget = 10 * Second },
        });
        var runs = new List<RunRecord>();
        for (var block = 1; block <= 2; block++)
            EndBlock(rule, runs, block, noise: 0.3);

        Assert.True(rule.WantsAnother(elapsed: 8 * Second, next: 2 * Second));
        Assert.False(rule.WantsAnother(elapsed: 8 * Second, next: 3 * Second));
    }

    private static StopRule Rule(int maximum) => new(Given.Scenario() with
    {
        Repeat = new Repetition { Minimum = 5, Maximum = maximum, Precision = 0.05 },
    });

    private static int Blocks(StopRule rule, double noise)
    {
        var runs = new List<RunRecord>();
        var block = 0;
        while (rule.WantsAnother(block * Second, Second))
            EndBlock(rule, runs, ++block, noise);
        return block;
    }

    private static void EndBlock(StopRule rule, List<RunRecord> runs, int block, double noise)
    {
        // A fixed, uneven pattern stands in for noise: the rule is under test, not a random generator.
        var swing = noise * Math.Sin(block * 2.4);
        runs.Add(Given.Transfer("host", block, 1.0));
        runs.Add(Given.Transfer("vm-bridged", block, 2.0 * (1 + swing)));
        rule.BlockEnded(runs);
    }
}
