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

    private static Workload Read(string yaml) =>
        Assert.Single(ScenarioFile.Read("given.yaml", new StringReader($"paths: [host]\nworkloads:\n  - {yaml}\n")).Workloads);
}
