using Wiretax.Agent;
using Wiretax.Paths;
using Wiretax.Sessions.Running.Load;

namespace Wiretax.Tests.Sessions.Running.Load;

public sealed class LoadDifferenceTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Processors_have_the_seconds_between_the_readings()
    {
        var before = Counters([new(0, 10 * Second, 5 * Second, Second, 0, 0, 100 * Second)], []);
        var after = Counters([new(0, 11 * Second, 5 * Second, 3 * Second, 0, Second / 2, 101 * Second), new(1, 9, 9, 9, 9, 9, 9)], []);

        var processor = Assert.Single(LoadDifference.Processors(before, after));

        Assert.Equal((0, 1.0, 0.0, 2.0, 0.5, 1.0), (processor.Processor, processor.User, processor.System, processor.SoftInterrupt, processor.Steal, processor.Idle));
    }

    [Fact]
    public void Interrupts_are_the_most_frequent_and_all_of_the_network()
    {
        List<AgentInterrupt> before = [.. Enumerable.Range(0, 20).Select(each => Interrupt($"{each}", "made-up", 5))];
        List<AgentInterrupt> after =
        [
            .. Enumerable.Range(0, 20).Select(each => Interrupt($"{each}", "made-up", 1000 + each)),
            Interrupt("40", "PCI-MSI virtio0-input.0", 6), Interrupt("41", "PCI-MSI eth0-TxRx-0", 7), Interrupt("42", "PCI-MSI nvme0q1", 8),
            Interrupt("NET_RX", "softirq", 9), Interrupt("NET_TX", "softirq", 0),
        ];

        var kept = LoadDifference.Interrupts(Counters([], before), Counters([], after));

        Assert.Equal(["12", "13", "14", "15", "16", "17", "18", "19", "40", "41", "NET_RX"], kept.Select(each => each.Name));
        Assert.Equal([1007L], kept[0].ByProcessor);
    }

    [Fact]
    public void An_agents_interfaces_have_what_they_carried_in_between()
    {
        var before = Counters([], []) with { Interfaces = [new("eth0", 1, 2, 3, 4, 5, 6, 7, 8), new("eth1", 1, 1, 1, 1, 1, 1, 1, 1)] };
        var after = Counters([], []) with { Interfaces = [new("eth0", 11, 22, 33, 44, 55, 66, 77, 88), new("eth1", 1, 1, 1, 1, 1, 1, 1, 1)] };

        var load = LoadDifference.Agent("systemUnderTest", 1, before, after);

        Assert.Equal([new Wiretax.Sessions.InterfaceLoad("eth0", 10, 20, 30, 40, 50, 60, 70, 80)], load.Interfaces);
    }

    [Fact]
    public void A_hypervisor_has_the_time_of_its_busiest_thread()
    {
        HypervisorTime[] before = [Time(1, 10, new() { [7] = 8, [8] = 2 }), Time(2, 3, null)];
        HypervisorTime[] after = [Time(1, 13, new() { [7] = 9, [8] = 3.5, [9] = 0.5 }), Time(2, 4, null)];

        var loads = LoadDifference.Hypervisors(before, after);

        Assert.Equal([(1, 3.0, 1.5), (2, 1.0, null)], loads.Select(each => (each.Guest, each.Seconds!.Value, each.BusiestThreadSeconds)));
    }

    [Fact]
    public void A_hypervisor_that_is_gone_has_no_figures()
    {
        var load = Assert.Single(LoadDifference.Hypervisors([Time(1, 10, new() { [7] = 8 })], [new HypervisorTime(1, null, null, null)]));

        Assert.Null(load.Seconds);
        Assert.Null(load.BusiestThreadSeconds);
    }

    [Fact]
    public void This_machines_own_counters_grow()
    {
        var before = OwnMachine.Counters();
        if (before.Processors.Count == 0)
            Assert.Skip("This system has no /proc/stat.");

        for (var until = DateTime.UtcNow.AddMilliseconds(200); DateTime.UtcNow < until;)
        {
            // Uses a processor.
        }
        var after = OwnMachine.Counters();

        var load = LoadDifference.Processors(before, after);
        Assert.Equal(Environment.ProcessorCount, load.Count);
        Assert.True(load.Sum(each => each.User + each.System) >= 0.1);
        Assert.Contains(after.Interrupts, each => each.Name == "NET_RX");
    }

    private static HypervisorTime Time(int guest, double seconds, Dictionary<int, double>? threads) =>
        new(guest, seconds, seconds, 0) { Threads = threads };

    private static AgentInterrupt Interrupt(string name, string description, long count) => new(name, description, null, [count]);

    private static AgentCounters Counters(IReadOnlyList<AgentProcessorTime> processors, IReadOnlyList<AgentInterrupt> interrupts) => new(
        0, processors, [new AgentInterfaceCounters("eth0", 0, 0, 0, 0, 0, 0, 0, 0)], interrupts, new AgentProcessTime(0, 0));
}
