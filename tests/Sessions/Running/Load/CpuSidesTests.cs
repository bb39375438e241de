using Wiretax.Sessions;
using Wiretax.Sessions.Running;
using Wiretax.Sessions.Running.Load;

namespace Wiretax.Tests.Sessions.Running.Load;

public sealed class CpuSidesTests
{
    private static readonly RunLoad Plain = new() { Seconds = 1 };
    private static readonly RunLoad Guests = Plain with
    {
        Hypervisors = [new HypervisorLoad(1, 0.5, 0.4, 0.1), new HypervisorLoad(2, 0.25, 0.2, 0.05)],
        Agents = [Agent(BottleneckSides.SystemUnderTest, 1, 0.03), Agent(BottleneckSides.SystemUnderTest, 2, 0.03)],
    };

    [Fact]
    public void On_one_machine_each_side_is_a_process() =>
        Assert.Equal(new CpuSeconds(0.1, 0.2, null), Plain.CpuBySide(0.1, 0.2, isGeneratedUnderTest: false));

    [Fact]
    public void A_guest_is_its_hypervisor_and_cannot_be_told_from_it() =>
        Assert.Equal(new CpuSeconds(0.1, null, 0.75), Guests.CpuBySide(0.1, server: null, isGeneratedUnderTest: false));

    [Fact]
    public void A_hypervisor_that_is_gone_leaves_the_sum_unknown()
    {
        var load = Guests with { Hypervisors = [.. Guests.Hypervisors, new HypervisorLoad(3, null, null, null)] };

        Assert.Null(load.CpuBySide(0.1, null, isGeneratedUnderTest: false).Hypervisor);
    }

    [Fact]
    public void Another_machine_is_what_its_agent_used()
    {
        var load = Plain with { Agents = [Agent(BottleneckSides.SystemUnderTest, 1, 0.4)] };

        Assert.Equal(new CpuSeconds(0.1, 0.4, null), load.CpuBySide(0.1, null, isGeneratedUnderTest: false));
        // Its agent's time holds the generator's.
        Assert.Equal(new CpuSeconds(null, 0.4, null), load.CpuBySide(0.3, null, isGeneratedUnderTest: true));
    }

    [Fact]
    public void A_generator_at_the_system_under_test_is_not_the_peers()
    {
        Assert.Null(Plain.CpuBySide(0.1, 0.2, isGeneratedUnderTest: true).Peer);
        Assert.Equal(0.3, Plain.CpuBySide(0.1, 0.2, isGeneratedUnderTest: true).SystemUnderTest!.Value, 12);
        Assert.Equal(new CpuSeconds(null, 0.1, 0.75), Guests.CpuBySide(0.1, null, isGeneratedUnderTest: true));
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.85)]
    [InlineData(3, 0.75)]
    [InlineData(4, null)]
    public void Both_ends_are_counted_once(int which, double? seconds)
    {
        var run = which switch
        {
            1 => Run(Plain, new CpuSeconds(0.25, 0.25, null)),
            2 => Run(Guests, new CpuSeconds(0.1, null, 0.75)),
            // The peer is a guest too: its generator's time is part of its hypervisor's.
            3 => Run(Guests with { Agents = [.. Guests.Agents, Agent(BottleneckSides.Peer, 1, 0.1)] }, new CpuSeconds(0.1, null, 0.75)),
            _ => Run(Plain, new CpuSeconds(0.1, null, null)),
        };

        Assert.Equal(seconds, run.BothEndsCpuSeconds());
        Assert.Equal(seconds, Assert.Single(SessionComparison.Measured([run])).CpuSeconds);
    }

    private static AgentLoad Agent(string side, int pair, double seconds) => new(side, pair, 1, seconds, [], []);

    private static RunRecord Run(RunLoad load, CpuSeconds cpu) => Given.Transfer("host", 1, 1) with { Load = load, Cpu = cpu };
}
