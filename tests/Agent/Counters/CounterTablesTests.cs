using Wiretax.Agent.Counters;

namespace Wiretax.Tests.Agent.Counters;

public sealed class CounterTablesTests
{
    [Fact]
    public void Processor_times_are_per_processor_in_nanoseconds()
    {
        var times = ProcessorTimes.Read(
        [
            "cpu  11 2 3 4 5 6 7 8 9 10",
            "cpu0 100 1 20 300 4 5 6 7 0 0",
            "cpu12 1 0 0 0 0 0 0 0 0 0",
            "intr 1 2 3 4 5 6 7 8 9",
            "cpu3 1 2",
            "cpu4 a 0 0 0 0 0 0 0",
        ]).ToList();

        Assert.Equal([0, 12], times.Select(each => each.Processor));
        var first = times[0];
        Assert.Equal(1_010_000_000, first.User);
        Assert.Equal(200_000_000, first.System);
        Assert.Equal(3_040_000_000, first.Idle);
        Assert.Equal(50_000_000, first.Interrupt);
        Assert.Equal(60_000_000, first.SoftInterrupt);
        Assert.Equal(70_000_000, first.Steal);
    }

    [Fact]
    public void Interface_counters_are_read_by_column()
    {
        var counters = Assert.Single(InterfaceTable.Read(
        [
            "Inter-|   Receive                                                |  Transmit",
            " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed",
            " eth0:1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
            "  bad: 1 2 3",
        ]));

        Assert.Equal("eth0", counters.Name);
        Assert.Equal([1, 2, 3, 4], [counters.ReceivedBytes, counters.ReceivedPackets, counters.ReceivedErrors, counters.ReceivedDrops]);
        Assert.Equal([9, 10, 11, 12], [counters.SentBytes, counters.SentPackets, counters.SentErrors, counters.SentDrops]);
    }

    [Fact]
    public void Interrupts_are_read_by_processor_with_their_names_and_affinity()
    {
        var interrupts = InterruptTable.Read(
        [
            "           CPU0       CPU1       ",
            " 24:        100        200   PCI-MSI 49152-edge      virtio0-input.0",
            "LOC:          5          6   Local timer interrupts",
            "ERR:          7",
            "",
        ], number => $"on {number}").ToList();

        Assert.Equal(["24", "LOC", "ERR"], interrupts.Select(each => each.Name));
        Assert.Equal([100, 200], interrupts[0].ByProcessor);
        Assert.Equal("PCI-MSI 49152-edge virtio0-input.0", interrupts[0].Description);
        Assert.Equal("on 24", interrupts[0].Affinity);
        Assert.Equal("", interrupts[1].Affinity);
        Assert.Equal([7], interrupts[2].ByProcessor);
    }

    [Fact]
    public void Of_the_softirqs_those_of_the_network_are_kept()
    {
        var kept = MachineCounters.SoftInterrupts(
        [
            "                    CPU0       CPU1       ",
            "          HI:          0          1",
            "      NET_TX:          2          3",
            "      NET_RX:          4          5",
        ]).ToList();

        Assert.Equal(["NET_TX", "NET_RX"], kept.Select(each => each.Name));
        Assert.Equal([4, 5], kept[1].ByProcessor);
        Assert.Equal("softirq: frames received", kept[1].Description);
    }

    [Fact]
    public void A_system_without_these_files_has_no_counters()
    {
        Assert.Empty(ProcessorTimes.Read([]));
        Assert.Empty(InterfaceTable.Read([]));
        Assert.Empty(InterruptTable.Read([], _ => ""));
    }
}
