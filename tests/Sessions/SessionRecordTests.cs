using Wiretax.Sessions;
using Wiretax.Sessions.Running;
using Wiretax.Tests.Sessions.Running;

namespace Wiretax.Tests.Sessions;

public sealed class SessionRecordTests
{
    private static readonly Dictionary<string, string?> Nothing = [];

    [Fact]
    public void A_session_without_a_run_is_not_trustworthy() => Assert.False(Session(["host"]).IsTrustworthy);

    [Fact]
    public void A_session_that_measured_all_is_trustworthy_and_has_nothing_to_warn_of()
    {
        var session = Session(["host", "container"], Given.Transfer("host", 1, 1), Given.Transfer("container", 1, 1));

        Assert.True(session.IsTrustworthy);
        Assert.Empty(SessionWarnings.OfBaseline(session));
    }

    [Fact]
    public void An_incomplete_run_makes_a_session_not_trustworthy() =>
        Assert.False(Session(["host"], Given.Transfer("host", 1, 1) with { Complete = false }).IsTrustworthy);

    [Fact]
    public void A_workload_that_the_measured_baseline_does_not_carry_is_told_of()
    {
        var session = Session(["host", "container"], Given.Transfer("container", 1, 1));

        Assert.False(session.IsTrustworthy);
        var warning = Assert.Single(SessionWarnings.OfBaseline(session));
        Assert.Equal("no-baseline-run", warning.Code);
        Assert.StartsWith("The baseline 'host' does not carry http,", warning.Message);
        Assert.Empty(SessionWarnings.OfBaseline(session with { Finished = false }));
    }

    [Fact]
    public void A_direction_that_the_baseline_alone_lacks_is_told_of()
    {
        var session = Session(["host", "container"], Given.Transfer("host", 1, 1), Given.Transfer("container", 1, 1),
            Given.Transfer("container", 1, 1) with { Direction = "tx" });

        Assert.False(session.IsTrustworthy);
        Assert.StartsWith("The baseline 'host' does not carry http tx,", Assert.Single(SessionWarnings.OfBaseline(session)).Message);
    }

    [Fact]
    public void A_run_that_a_record_calls_complete_without_its_figures_is_not()
    {
        var runs = SessionComparison.Measured([Given.Transfer("host", 1, 1) with { Summary = null }]);

        Assert.False(Assert.Single(runs).Complete);
    }

    private static SessionRecord Session(string[] paths, params RunRecord[] runs) => new()
    {
        Scenario = "given",
        Baseline = "host",
        Workloads = [new WorkloadRecord("http", "http", Nothing)],
        Paths = [.. paths.Select(name => new PathRecord { Name = name, Kind = name, Measured = true })],
        Runs = runs,
    };
}
