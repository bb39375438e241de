using Wiretax.Analysis.Comparison;
using Wiretax.Analysis.Comparison.Gates;

namespace Wiretax.Tests.Analysis.Comparison;

public sealed class GateTests
{
    private static readonly double[] Host = [1.00, 1.02, 0.99, 1.01, 1.00, 1.03];
    private static readonly double[] Guest = [1.20, 1.23, 1.18, 1.22, 1.19, 1.24];

    [Theory]
    [InlineData("http.application.duration > 1.10", GateState.Crossed)]
    [InlineData("http.rx.application.duration>=1.1", GateState.Crossed)]
    [InlineData("application.duration > 1.10", GateState.Crossed)]
    // The middle lies beyond 1.195, the interval's lower bound does not.
    [InlineData("http.application.duration > 1.195", GateState.Clear)]
    [InlineData("http.application.duration < 1.1", GateState.Clear)]
    [InlineData("http.goodput < 0.9", GateState.Crossed)]
    [InlineData("http.link.bytes > 1", GateState.Clear)]
    [InlineData("http.link.bytes >= 1", GateState.Crossed)]
    [InlineData("http.link.bytes > 1 or http.goodput < 0.9", GateState.Crossed)]
    [InlineData("http.link.bytes > 1 and http.goodput < 0.9", GateState.Clear)]
    [InlineData("http.retransmitted.bytes > 1", GateState.Clear)]
    public void Asks_the_intervals_bound(string expression, GateState expected) =>
        Assert.Equal(expected, Ask(expression, [.. Measured.Series("host", Host), .. Measured.Series("guest", Guest)]).State);

    [Fact]
    public void A_crossed_gate_says_what_crossed_it_and_by_how_much()
    {
        var outcome = Ask("http.application.duration > 1.10", [.. Measured.Series("host", Host), .. Measured.Series("guest", Guest)]);

        Assert.StartsWith("crossed: http.rx.application.duration of guest > 1.1: the ratio's 95 % interval is 1.19", Assert.Single(outcome.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void One_run_decides_nothing_unless_the_other_condition_already_does()
    {
        MeasuredRun[] runs = [Measured.Http("host", 1, 1), Measured.Http("guest", 1, 2)];

        Assert.Equal(GateState.Undecided, Ask("http.application.duration > 1.10", runs).State);
        Assert.Equal(GateState.Undecided, Ask("http.application.duration > 1.10 or http.link.bytes > 1", runs).State);
    }

    [Theory]
    [InlineData("retransmitted.bytes > 1.5", GateState.Clear)]
    [InlineData("retransmitted.bytes < 0.5", GateState.Crossed)]
    public void Nothing_where_the_baseline_has_something_is_a_ratio_of_0(string expression, GateState expected) =>
        Assert.Equal(expected, Ask(expression, Again([2000, 3000, 2500, 4000], [0, 0, 0, 0])).State);

    [Fact]
    public void A_baseline_that_has_something_in_some_runs_only_bounds_no_ratio() =>
        Assert.Equal(GateState.Undecided, Ask("retransmitted.bytes > 1000", Again([0, 0, 0, 14_600, 29_200], [31_000, 31_500, 30_800, 31_200, 31_100])).State);

    [Fact]
    public void Something_where_the_baseline_never_has_anything_is_beyond_every_ratio()
    {
        var outcome = Ask("retransmitted.bytes > 1000", Again([0, 0, 0, 0, 0], [31_000, 31_500, 30_800, 31_200, 31_100]));

        Assert.Equal(GateState.Crossed, outcome.State);
        Assert.EndsWith("the baseline has nothing of it.", Assert.Single(outcome.Sentences), StringComparison.Ordinal);
    }

    private static List<MeasuredRun> Again(long[] host, long[] guest)
    {
        MeasuredRun Run(string path, int index, long bytes)
        {
            var run = Measured.Http(path, index + 1, 1 + (index * 0.01));
            return run with { Summary = run.Account with { Flows = [run.Account.Flows[0] with { RetransmittedBytes = bytes }] } };
        }

        return [.. host.Select((bytes, index) => Run("host", index, bytes)), .. guest.Select((bytes, index) => Run("guest", index, bytes))];
    }

    [Fact]
    public void The_control_crosses_no_gate()
    {
        MeasuredRun[] runs = [.. Measured.Series("host", Host), .. Measured.Series("again", Guest), .. Measured.Series("guest", Host)];

        Assert.Equal(GateState.Clear, Gate.Parse("application.duration > 1.1").Ask(Comparer.Compare("host", runs, new() { Control = "again" })).State);
    }

    [Fact]
    public void An_unknown_metric_names_those_there_are()
    {
        var wrong = Assert.Throws<GateException>(() => Ask("http.application.time > 1", [Measured.Http("host", 1, 1), Measured.Http("guest", 1, 2)]));

        Assert.Contains("http.application.duration", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http.application.duration")]
    [InlineData("http.application.duration > ten")]
    [InlineData("http.application.duration => 1")]
    [InlineData("http.application.duration > 1 or")]
    [InlineData("> 1")]
    public void What_is_no_condition_is_refused_with_an_example(string expression) =>
        Assert.Contains("http.application.duration > 1.10", Assert.Throws<GateException>(() => Gate.Parse(expression)).Message, StringComparison.Ordinal);

    private static GateOutcome Ask(string expression, IReadOnlyList<MeasuredRun> runs) =>
        Gate.Parse(expression).Ask(Comparer.Compare("host", runs, new ComparisonOptions()));
}
