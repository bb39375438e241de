using System.Diagnostics;
using System.Net;
using Wiretax.Paths;
using Wiretax.Sessions.Scenarios;

namespace Wiretax.Tests.Sessions.Scenarios;

public sealed class WorkloadTests
{
    private static readonly LocalEnd End = new((program, arguments) => new ProcessStartInfo(program, arguments));

    private static readonly PathLink Link = new()
    {
        PeerInterface = "lo",
        PeerAddress = IPAddress.Loopback,
        SystemUnderTestAddress = IPAddress.Loopback,
        Server = new ServerCommand("wiretax", []) { HttpPort = 1, TcpPort = 2 },
        Peer = End,
        SystemUnderTest = End,
    };

    [Theory]
    [InlineData("ping: { interval: 1500us }", "--interval", "1500us")]
    [InlineData("ping: { interval: 1000.5us }", "--interval", "1000.5us")]
    [InlineData("tcp: { duration: 2.0005s }", "--duration", "2000500us")]
    public void A_duration_reaches_the_generator_as_the_scenario_states_it(string yaml, string option, string value)
    {
        var arguments = Read(yaml).GeneratorArguments(Link, "tx").ToList();

        Assert.Equal(value, arguments[arguments.IndexOf(option) + 1]);
        Assert.True(Quantities.TryParseDuration(value, out _));
    }

    [Theory]
    [InlineData("http: { size: 1GB }", 1_000_000_000, 100_000_000)]
    [InlineData("http: { size: 40MB }", 40_000_000, 1_000_000)]
    [InlineData("tcp: { duration: 1s, socket-buffer: 64MiB }", 134_217_728, 1_000_000)]
    public void A_run_is_given_the_time_that_its_payload_takes_over_a_slow_wire(string yaml, long bytes, double bitsPerSecond) =>
        Assert.True(Read(yaml).LongestDuration.TotalSeconds >= bytes * 8 / bitsPerSecond * 1.2);

    [Fact]
    public void The_time_for_the_largest_file_is_one_that_a_timer_holds()
    {
        using var timer = new CancellationTokenSource();

        timer.CancelAfter(Read("http: { size: 1TB }").LongestDuration + TimeSpan.FromHours(1));
    }

    private static Workload Read(string yaml) =>
        Assert.Single(ScenarioFile.Read("given.yaml", new StringReader($"paths: [host]\nworkloads:\n  - {yaml}\n")).Workloads);
}
