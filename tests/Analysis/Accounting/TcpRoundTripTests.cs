using Wiretax.Analysis.Accounting;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

/// <summary>What is timed of a connection, and what is not.</summary>
public sealed class TcpRoundTripTests
{
    private static FlowSummary Only(Trace trace) => Assert.Single(trace.Analyze().Flows);

    [Fact]
    public void A_round_trip_is_timed_from_the_segment_that_holds_the_last_byte_acknowledged()
    {
        var flow = Only(new Trace().Handshake()
            .Up(20, 1001, 5001, 100)
            .Up(21, 1101, 5001, 100)
            .Down(33, 5001, 1201)
            .Up(40, 1201, 5001, 100)
            .Down(55, 5001, 1301));

        // SYN 10 ms, the second of two segments acknowledged at once 12 ms, the third 15 ms.
        Assert.Equal(new RttSummary(0.010, 0.012, 0.015, 3), flow.RttSeconds);
        Assert.Equal(new RttSummary(0.0005, 0.0005, 0.0005, 1), flow.Rx.RttSeconds);
    }

    [Fact]
    public void A_segment_sent_twice_gives_no_round_trip()
    {
        var flow = Only(new Trace().Handshake()
            .Up(20, 1001, 5001, 100)
            .Up(220, 1001, 5001, 100)
            .Down(230, 5001, 1101));

        Assert.Equal(1, flow.RttSeconds?.Count);
        Assert.Equal(100, flow.RetransmittedBytes);
        Assert.Equal((200L, 100L, 100L), (flow.Tx.PayloadBytes, flow.Tx.UniqueBytes, flow.Tx.RetransmittedBytes));
    }

    [Fact]
    public void Timestamps_time_a_receiver_that_only_acknowledges()
    {
        var flow = Only(new Trace().Handshake(Timestamps(1, 0))
            .Down(20, 5001, 1001, 1000, options: Timestamps(100, 1))
            .Down(20.1, 6001, 1001, 1000, options: Timestamps(100, 1))
            .Up(21, 1001, 6001, options: Timestamps(50, 100))
            .Down(29, 7001, 1001, 1000, options: Timestamps(110, 50)));

        // SYN 10 ms; the acknowledgment at 21 is echoed by the data at 29.
        Assert.Equal((2L, 0.008), (flow.RttSeconds!.Count, flow.RttSeconds.Min));
    }

    [Fact]
    public void An_echo_that_waited_for_the_application_is_no_round_trip()
    {
        var flow = Only(new Trace().Handshake(Timestamps(1, 0))
            .Down(20, 5001, 1001, 1000, options: Timestamps(100, 1))
            .Up(21, 1001, 6001, options: Timestamps(50, 100))
            .Down(9000, 6001, 1001, 1000, options: Timestamps(9000, 50)));

        Assert.Equal(1, flow.RttSeconds!.Count);
    }

    [Fact]
    public void Only_the_first_segment_with_a_timestamp_is_timed_by_it()
    {
        var flow = Only(new Trace().Handshake(Timestamps(1, 0))
            .Down(20, 5001, 1001, 1000, options: Timestamps(100, 1))
            .Up(20.5, 1001, 5001, 10, options: Timestamps(50, 100))
            .Down(20.8, 6001, 1001, 1000, options: Timestamps(100, 1))
            .Up(21, 1011, 6001, options: Timestamps(50, 100))
            .Down(22, 7001, 1001, 1000, options: Timestamps(110, 50)));

        Assert.Equal(1, flow.RttSeconds!.Count);
    }

    [Fact]
    public void A_timestamp_is_not_timed_any_more_once_all_is_acknowledged_with_it()
    {
        var flow = Only(new Trace().Handshake(Timestamps(1, 0))
            .Down(20, 5001, 1001, 1000, options: Timestamps(100, 1))
            .Down(20.1, 6001, 1001, 1000, options: Timestamps(100, 1))
            .Up(21, 1001, 6001, options: Timestamps(50, 100))
            .Up(21.2, 1001, 7001, options: Timestamps(50, 100))
            .Down(9000, 7001, 1001, 1000, options: Timestamps(9000, 50)));

        Assert.Equal(1, flow.RttSeconds!.Count);
    }

    [Fact]
    public void A_reset_gives_back_what_its_connection_timed()
    {
        var trace = new Trace();
        for (var at = 0; at < 34_000; at++)
        {
            var port = (ushort)(1 + at);
            trace.Up(at, 1001, 5001, 10, port: port).Up(at, 1011, 5001, 10, port: port).Up(at, 1021, 5001, flags: Rst, port: port);
        }
        var flow = Assert.Single(trace.Up(40_000, 1001, 5001, 1000, port: 60_000).Up(40_001, 2001, 5001, 1000, port: 60_000).Down(40_010, 5001, 3001, port: 60_000)
            .Analyze().Flows, each => each.Source == "10.0.0.1:60000");

        Assert.Equal((1L, 0.009), (flow.RttSeconds!.Count, flow.RttSeconds.Min));
    }
}
