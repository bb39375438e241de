using Wiretax.Sessions;
using Wiretax.Sessions.Running;

namespace Wiretax.Tests.Sessions.Running;

public sealed class SessionWarningsTests
{
    private static readonly MachineDisturbance Calm = new(0, 0, 3000, 3000);
    private static readonly DesignRecord Plain = new(2, 2, 2, null, null, null);

    [Fact]
    public void Pairs_that_did_not_start_together_are_told_of()
    {
        RunRecord[] runs = [Run(null), Run(0.002), Run(0.0251), Run(0.011)];

        var warning = Assert.Single(SessionWarnings.Of(Calm, Plain, runs));

        Assert.Equal("start-skew", warning.Code);
        Assert.StartsWith("In 2 of 3 runs with several pairs their first data frames lay more than 10 ms apart, up to 25 ms.", warning.Message);
    }

    [Fact]
    public void A_calm_machine_and_pairs_that_start_together_are_no_cause_for_doubt() =>
        Assert.Empty(SessionWarnings.Of(Calm, Plain, [Run(null), Run(0.0099)]));

    [Fact]
    public void A_path_that_had_to_go_over_loopback_is_told_of()
    {
        PathRecord[] paths =
        [
            new() { Name = "host", Kind = "host", Measured = true, Configuration = new Dictionary<string, string?> { ["why loopback"] = "Network namespaces need root. Run it with sudo." } },
            new() { Name = "far", Kind = "remote", Measured = true },
        ];

        var warning = Assert.Single(SessionWarnings.OfPaths(paths));

        Assert.Equal("over-loopback", warning.Code);
        Assert.StartsWith("The path 'host' goes over the machine's loopback,", warning.Message);
        Assert.EndsWith("Network namespaces need root. Run it with sudo.", warning.Message);
    }

    private static RunRecord Run(double? skew) => new()
    {
        Path = "host",
        Workload = "tcp-2",
        Direction = "rx",
        Repetition = 1,
        Complete = true,
        StartSkewSeconds = skew,
    };
}
