using Wiretax.Analysis.Accounting;
using Wiretax.Generators.Ping;
using Wiretax.Sessions;
using Wiretax.Sessions.Running;

namespace Wiretax.Tests.Sessions;

public sealed class RunRoundTripsTests
{
    private static readonly RunRecord Run = new()
    {
        Path = "host",
        Workload = "ping",
        Direction = "tx",
        Repetition = 1,
        Complete = true,
        Summary = new CaptureSummary { Echo = new EchoSummary(3, 3, 0, new RttSummary(1e-5, 2e-5, 3e-5, 3)) { Samples = [1e-5, 2e-5, 3e-5] } },
        GeneratorRoundTripSeconds = new RoundTripTimes(1e-3, 2e-3, 3e-3),
    };

    [Fact]
    public void Requests_of_the_peer_have_the_captures_round_trips()
    {
        var times = RunRoundTrips.Of(Run)!;

        Assert.Equal((1e-5, 2e-5, 3e-5, 3L, false), (times.Min, times.Median, times.P99, times.Count, times.IsByGenerator));
        Assert.Equal([1e-5, 2e-5, 3e-5], times.Samples);
        Assert.Null(Assert.Single(SessionComparison.Measured([Run])).GeneratorRoundTrips);
    }

    [Fact]
    public void Requests_of_the_system_under_test_have_the_generators()
    {
        var times = RunRoundTrips.Of(Run with { Direction = "rx" })!;

        Assert.Equal((1e-3, 2e-3, null, 3L, true), (times.Min, times.Median, times.P99, times.Count, times.IsByGenerator));
        Assert.Empty(times.Samples);
        var measured = Assert.Single(SessionComparison.Measured([Run with { Direction = "rx" }]));
        Assert.Equal((1e-3, 2e-3), (measured.GeneratorRoundTrips!.Min, measured.GeneratorRoundTrips.Median));
    }

    [Fact]
    public void Where_the_generator_did_not_say_nothing_is_known()
    {
        var run = Run with { Direction = "rx", GeneratorRoundTripSeconds = null };

        Assert.Null(RunRoundTrips.Of(run)!.Median);
        Assert.Null(Assert.Single(SessionComparison.Measured([run])).GeneratorRoundTrips!.Median);
        Assert.Null(RunRoundTrips.Of(run with { Summary = null }));
    }
}
