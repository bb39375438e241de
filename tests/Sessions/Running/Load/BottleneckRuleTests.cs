using Wiretax.Analysis.Accounting;
using Wiretax.Sessions;
using Wiretax.Sessions.Running.Load;

namespace Wiretax.Tests.Sessions.Running.Load;

public sealed class BottleneckRuleTests
{
    /// <summary>A stream of one second from the system under test over a wire of 100 Mb/s, in which nothing is at its limit.</summary>
    private static readonly RunRecord Calm = new()
    {
        Path = "host",
        Workload = "tcp",
        Direction = "rx",
        Repetition = 1,
        Complete = true,
        GoodputBitsPerSecond = 70e6,
        WireBitsPerSecond = 100e6,
        WirePayloadBitsPerSecond = 94.1e6,
        Cpu = new CpuSeconds(0.1, 0.2, null),
        Summary = Summary(zeroWindows: 0),
        Load = new RunLoad { Seconds = 1.02, Processors = [Processor(0, 0.4), Processor(1, 0.3)] },
    };

    [Fact]
    public void A_full_wire_is_the_answer_whatever_else_is_busy()
    {
        var found = Of(Busy(0.99) with { GoodputBitsPerSecond = 93.9e6, Cpu = new CpuSeconds(1.0, 1.0, null) });

        Assert.Equal(BottleneckSides.Wire, found.Side);
        Assert.Contains("93.9 Mb/s of the 94.1 Mb/s", found.Why, StringComparison.Ordinal);
        Assert.Contains("(99.8 %)", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Just_below_a_full_wire_the_processors_are_looked_at() =>
        Assert.Equal(BottleneckSides.Unknown, Of(Calm with { GoodputBitsPerSecond = 0.949 * 94.1e6 }).Side);

    [Theory]
    [InlineData("rx")]
    [InlineData("tx")]
    public void A_generator_that_never_leaves_its_processor_makes_it_the_peer(string direction)
    {
        var found = Of(Busy(0.99) with { Direction = direction, Cpu = new CpuSeconds(0.97, 0.3, null) });

        Assert.Equal(BottleneckSides.Peer, found.Side);
        Assert.StartsWith("The peer's generator took 97 % of a processor for as long as bytes moved; the ", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_generators_the_busiest_counts()
    {
        var found = Of(Calm with
        {
            Pairs = 2,
            PairRecords = [new("p1", "s1", 0, 1.0, 35e6, 0.2), new("p2", "s2", 0, 1.0, 35e6, 0.96)],
        });

        Assert.Equal(BottleneckSides.Peer, found.Side);
    }

    [Fact]
    public void A_server_that_never_leaves_its_processor_makes_it_the_system_under_test() =>
        Assert.Equal(BottleneckSides.SystemUnderTest, Of(Calm with { Cpu = new CpuSeconds(0.1, 0.98, null) }).Side);

    [Fact]
    public void One_thread_of_a_hypervisor_is_its_limit_while_processors_are_free()
    {
        var found = Of(Guest(new HypervisorLoad(1, 1.3, 1, 0.3, BusiestThreadSeconds: 0.97), ownBusy: 0.98));

        Assert.Equal(BottleneckSides.Hypervisor, found.Side);
        Assert.Contains("busiest thread of the hypervisor of guest 1 took 97 % of a processor", found.Why, StringComparison.Ordinal);
        Assert.Contains("by its own counters the guest was 98 % busy", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_threads_that_share_the_work_are_not_at_a_limit() =>
        Assert.Equal(BottleneckSides.Unknown, Of(Guest(new HypervisorLoad(1, 1.1, 1, 0.1, BusiestThreadSeconds: 0.6), ownBusy: 0.6)).Side);

    [Fact]
    public void A_hypervisor_whose_processes_take_turns_is_judged_by_all_of_them() =>
        Assert.Equal(BottleneckSides.Hypervisor, Of(Guest(new HypervisorLoad(1, 0.98, 0.2, 0.78), ownBusy: 0.98)).Side);

    [Fact]
    public void When_all_processors_are_in_use_and_nobody_has_one_alone_it_is_the_machine()
    {
        var found = Of(Busy(0.99) with { Cpu = new CpuSeconds(0.6, 0.7, null) });

        Assert.Equal(BottleneckSides.Machine, found.Side);
        Assert.Contains("2 processors that both sides share were 99 % busy", found.Why, StringComparison.Ordinal);
        Assert.Contains("the run's programs 63.7 %", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_guest_that_is_busy_while_its_hypervisor_waits_has_too_little_of_the_machine()
    {
        var guest = Guest(new HypervisorLoad(1, 0.8, 0.1, 0.7), ownBusy: 0.97);
        var found = Of(guest with { Load = guest.Load! with { Processors = [Processor(0, 0.9), Processor(1, 0.9)] } });

        Assert.Equal(BottleneckSides.Machine, found.Side);
        Assert.Contains("it waited for one of the 2 processors", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_guest_that_is_busy_while_the_machine_is_not_waits_for_its_hypervisor()
    {
        var found = Of(Guest(new HypervisorLoad(1, 1.16, 0.9, 0.26, BusiestThreadSeconds: 0.86), ownBusy: 0.98));

        Assert.Equal(BottleneckSides.Hypervisor, found.Side);
        Assert.Contains("took 116 % of a processor, the busiest 86 %, while this machine's 2 processors were 35 % busy", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_guest_that_was_read_before_the_start_is_judged_by_the_time_since()
    {
        var guest = Guest(new HypervisorLoad(1, 1.16, 0.9, 0.26, BusiestThreadSeconds: 0.86), ownBusy: 0);
        var found = Of(guest with
        {
            Load = guest.Load! with { Agents = [new AgentLoad("systemUnderTest", 1, 1.8, 0.01, [new ProcessorLoad(0, 1.0, 0, 0, 0, 0, 0.8)], [])] },
        });

        Assert.Equal(BottleneckSides.Hypervisor, found.Side);
    }

    [Fact]
    public void Another_machine_is_judged_by_its_own_counters()
    {
        var busy = Of(Elsewhere(Processor(0, 0.96), Processor(1, 0.97)));
        var softInterrupts = Of(Elsewhere(new ProcessorLoad(0, 0, 0, 0.99, 0, 0, 0.01), Processor(1, 0.1)));
        var calm = Of(Elsewhere(Processor(0, 0.5), Processor(1, 0.5)));

        Assert.Equal(BottleneckSides.SystemUnderTest, busy.Side);
        Assert.Equal(BottleneckSides.SystemUnderTest, softInterrupts.Side);
        Assert.Contains("99 % of its time in softirqs", softInterrupts.Why, StringComparison.Ordinal);
        Assert.Equal(BottleneckSides.Unknown, calm.Side);
    }

    [Fact]
    public void Where_the_system_under_test_is_another_machine_a_full_one_here_is_the_peers()
    {
        var run = Elsewhere(Processor(0, 0.5));

        Assert.Equal(BottleneckSides.Peer, Of(run with { Load = run.Load! with { Processors = [Processor(0, 0.99)] } }).Side);
    }

    [Theory]
    [InlineData("rx", BottleneckSides.Peer)]
    [InlineData("tx", BottleneckSides.SystemUnderTest)]
    public void A_receiver_that_shuts_its_window_again_and_again_is_the_limit(string direction, string side)
    {
        var found = Of(Calm with { Direction = direction, Summary = Summary(zeroWindows: 30) });

        Assert.Equal(side, found.Side);
        Assert.Contains("30 of its 1,000 frames", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_that_was_shut_once_is_told_and_decides_nothing()
    {
        var found = Of(Calm with { Summary = Summary(zeroWindows: 1) });

        Assert.Equal(BottleneckSides.Unknown, found.Side);
        Assert.Contains("shut it once", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_limit_the_sentence_says_what_was_looked_at()
    {
        var found = Of(Calm);

        Assert.Equal(BottleneckSides.Unknown, found.Side);
        Assert.Equal(
            "Nothing was at its limit: the wire carried 74.4 % of what it can, this machine's 2 processors were 35 % busy (the run's programs 14.7 %, "
            + "softirqs, in part on their account, 0 %), the server took 20 % of one; the peer's generator took 10 % of a processor, the peer offered a window of up to 65.5 kB and never shut it.",
            found.Why);
    }

    [Fact]
    public void A_transfer_of_milliseconds_is_too_short_to_tell()
    {
        var summary = Summary(zeroWindows: 0, seconds: 0.008);

        Assert.Contains("too short", Of(Busy(1) with { Summary = summary, Cpu = new CpuSeconds(0.01, 0.01, null) }).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reading_of_a_few_ticks_fills_no_machine()
    {
        var run = Busy(1);

        var found = Of(run with { Load = run.Load! with { Seconds = 0.07 } });

        Assert.Equal(BottleneckSides.Unknown, found.Side);
        Assert.Contains("100 % busy in a time too short to tell", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_said_of_a_ping_or_without_a_load()
    {
        Assert.Null(BottleneckRule.Of(Calm with { GoodputBitsPerSecond = null }));
        Assert.Null(BottleneckRule.Of(Calm with { Load = null }));
        Assert.Null(BottleneckRule.Of(Calm with { Summary = Summary(0, seconds: null) }));
    }

    private static Bottleneck Of(RunRecord run) => Assert.IsType<Bottleneck>(BottleneckRule.Of(run));

    private static RunRecord Busy(double share) =>
        Calm with { Load = new RunLoad { Seconds = 1.02, Processors = [Processor(0, share), Processor(1, share)] } };

    private static RunRecord Guest(HypervisorLoad hypervisor, double ownBusy) => Calm with
    {
        Path = "vm-bridged",
        Cpu = new CpuSeconds(0.1, null, hypervisor.Seconds),
        Load = Calm.Load! with
        {
            Hypervisors = [hypervisor],
            Agents = [new AgentLoad("systemUnderTest", 1, 1.0, 0.01, [Processor(0, ownBusy)], [])],
        },
    };

    private static RunRecord Elsewhere(params ProcessorLoad[] processors) => Calm with
    {
        Path = "remote",
        Cpu = new CpuSeconds(0.1, 0.2, null),
        Load = Calm.Load! with { Agents = [new AgentLoad("systemUnderTest", 1, 1.0, 0.2, processors, [])] },
    };

    private static ProcessorLoad Processor(int number, double busy) => new(number, busy, 0, 0, 0, 0, 1 - busy);

    private static CaptureSummary Summary(long zeroWindows, double? seconds = 1)
    {
        var end = new FlowDirection(1000, 1_000_000) { PayloadBytes = 900_000, ZeroWindows = zeroWindows, MaxWindow = 65_500 };
        return new CaptureSummary
        {
            Flows =
            [
                new FlowSummary
                {
                    Protocol = "tcp",
                    Source = "10.0.0.1:1",
                    Destination = "10.0.0.2:2",
                    Tx = end,
                    Rx = end,
                    Phases = new TransferPhases(null, null, seconds, null),
                },
            ],
        };
    }
}
