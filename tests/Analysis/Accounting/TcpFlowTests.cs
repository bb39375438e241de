using Wiretax.Analysis.Accounting;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

public sealed class TcpFlowTests
{
    private static FlowSummary Only(Trace trace) => Assert.Single(trace.Analyze().Flows);

    [Fact]
    public void A_whole_connection_counts_each_byte_once()
    {
        var flow = Only(new Trace().Handshake()
            .Up(11, 1001, 5001, 100)
            .Down(21, 5001, 1101, 1000)
            .Down(21.1, 6001, 1101, 500)
            .Up(21.6, 1101, 6501)
            .Down(22, 6501, 1101, flags: Fin | Ack)
            .Up(22.5, 1101, 6502, flags: Fin | Ack)
            .Down(32.5, 6502, 1102));

        Assert.Equal("10.0.0.1:40000", flow.Source);
        Assert.Equal("10.0.0.2:80", flow.Destination);
        Assert.Equal((100L, 100L, 0L), (flow.Tx.PayloadBytes, flow.Tx.UniqueBytes, flow.Tx.GapBytes));
        Assert.Equal((1500L, 1500L, 0L), (flow.Rx.PayloadBytes, flow.Rx.UniqueBytes, flow.Rx.GapBytes));
        Assert.Equal(0, flow.RetransmittedBytes + flow.GapBytes);
        Assert.Equal((5L, 5 * 54L + 100), (flow.Tx.Frames, flow.Tx.Bytes));
        Assert.Equal(0, flow.Tx.OutOfOrderSegments + flow.Rx.OutOfOrderSegments + flow.Tx.KeepAlives + flow.Rx.DuplicateAcks);
    }

    [Fact]
    public void Phases_lie_between_syn_request_payload_and_last_frame()
    {
        var flow = Only(new Trace().Handshake()
            .Up(11, 1001, 5001, 100)
            .Down(31, 5001, 1101, 1000)
            .Down(81, 6001, 1101, 1000)
            .Up(81.5, 1101, 7001, flags: Fin | Ack)
            .Down(90, 7001, 1102, flags: Fin | Ack));

        Assert.Equal(0.0105, flow.HandshakeSeconds);
        Assert.Equal(new TransferPhases(0.0105, 0.020, 0.050, 0.009), flow.Phases);
        Assert.Equal(2000 * 8 / 0.050, flow.Rx.GoodputBitsPerSecond);
        Assert.Null(flow.Tx.GoodputBitsPerSecond);
    }

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
    public void A_syn_sent_twice_leaves_the_handshake_untimed()
    {
        var flow = Only(new Trace()
            .Up(0, 1000, 0, flags: Syn).Up(1000, 1000, 0, flags: Syn)
            .Down(1010, 5000, 1001, flags: Syn | Ack).Up(1011, 1001, 5001));

        Assert.Null(flow.HandshakeSeconds);
        Assert.Equal(1.011, flow.Phases?.ConnectSeconds);
        Assert.Null(flow.RttSeconds);
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
    public void An_answer_for_an_older_connection_is_no_gap()
    {
        var summary = new Trace().Up(0, 1000, 0, flags: Syn).Down(1, 77, 1_234_568_891).Up(1.5, 1_234_568_891, 0, flags: Rst)
            .Up(1000, 1000, 0, flags: Syn).Down(1001, 5000, 1001, flags: Syn | Ack).Up(1001.5, 1001, 5001, 10).Down(1003, 5001, 1011)
            .Analyze();

        Assert.True(summary.Complete);
        Assert.All(summary.Flows, each => Assert.Equal(0, each.GapBytes));
    }

    [Fact]
    public void A_reset_hides_no_gap_of_an_end_that_took_part()
    {
        var flow = Only(new Trace().Handshake().Down(20, 5001, 6001, 100).Up(21, 6001, 5101).Up(22, 6001, 5101, flags: Rst | Ack));

        Assert.Equal((5000L, 5000L), (flow.GapBytes, flow.Tx.GapBytes));
    }

    [Fact]
    public void What_a_reset_says_of_its_cause_is_not_sent_again()
    {
        var flow = Only(new Trace().Handshake().Up(11, 1001, 5001, 100).Down(12, 5001, 1101).Up(13, 1101, 5001, 28, flags: Rst | Ack));

        Assert.Equal((100L, 100L, 0L), (flow.Tx.PayloadBytes, flow.Tx.UniqueBytes, flow.RetransmittedBytes));
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

    [Fact]
    public void Both_ends_may_open_at_once()
    {
        var flow = Only(new Trace().Up(0, 1000, 0, flags: Syn).Down(1, 5000, 0, flags: Syn)
            .Down(2, 5000, 1001, flags: Syn | Ack).Up(2.5, 1000, 5001, flags: Syn | Ack).Up(3, 1001, 5001, 10));

        Assert.Equal((1L, 0.003), (flow.Tx.PayloadBytes / 10, flow.Phases!.ConnectSeconds));
    }

    [Fact]
    public void An_answer_that_was_captured_before_its_SYN_belongs_to_it()
    {
        var flow = Only(new Trace().Down(0, 5000, 1001, flags: Syn | Ack, options: Mss(1400)).Up(0.01, 1000, 0, flags: Syn, options: Mss(1400))
            .Up(2, 1001, 5001).Up(3, 1001, 5001, 10));

        Assert.Equal((1400, 1400), (flow.Tx.Mss, flow.Rx.Mss));
        Assert.Equal("10.0.0.1:40000", flow.Source);
    }

    [Fact]
    public void The_byte_of_a_keep_alive_brings_nothing()
    {
        var trace = new Trace().Handshake().Up(11, 1000, 5001, 1).Down(12, 5001, 1001).Up(100, 1001, 5001, 500).Up(1100, 1501, 5001, 500).Down(1110, 5001, 2001);
        for (var at = 1; at < 5; at++)
            trace.Up(at * 100_000, 2000, 5001, 1).Down((at * 100_000) + 10, 5001, 2001);
        var flow = Only(trace);

        Assert.Equal((1005L, 1000L, 5L, 0L), (flow.Tx.PayloadBytes, flow.Tx.UniqueBytes, flow.RetransmittedBytes, flow.Tx.OutOfOrderSegments));
        Assert.Equal((8000.0, 1.0, 5L), (flow.Tx.GoodputBitsPerSecond, flow.Phases!.TransferSeconds, flow.Tx.KeepAlives));
    }

    [Fact]
    public void A_part_that_overlaps_counts_as_sent_again()
    {
        var flow = Only(new Trace().Handshake().Up(11, 1001, 5001, 100).Up(12, 1051, 5001, 100));

        Assert.Equal((200L, 150L, 50L), (flow.Tx.PayloadBytes, flow.Tx.UniqueBytes, flow.Tx.RetransmittedBytes));
        Assert.Equal(0, flow.Tx.OutOfOrderSegments);
    }

    [Fact]
    public void What_fills_a_hole_is_out_of_order_and_not_sent_again()
    {
        var flow = Only(new Trace().Handshake().Up(11, 1001, 5001, 100).Up(12, 1201, 5001, 100).Up(13, 1101, 5001, 100));

        Assert.Equal((300L, 300L, 1L), (flow.Tx.PayloadBytes, flow.Tx.UniqueBytes, flow.Tx.OutOfOrderSegments));
    }

    [Fact]
    public void Bytes_acknowledged_and_never_seen_are_a_gap_and_make_the_capture_incomplete()
    {
        var summary = new Trace().Handshake().Up(11, 1001, 5001, 100).Up(12, 1301, 5001, 100).Down(22, 5001, 1401).Analyze();

        Assert.Equal((200L, 200L), (summary.Flows[0].GapBytes, summary.Flows[0].Tx.GapBytes));
        Assert.False(summary.Complete);
        Assert.Contains("200 bytes in 1 TCP flows", Assert.Single(summary.IncompleteReasons), StringComparison.Ordinal);
        Assert.Contains(summary.Warnings, each => each.Code == "gaps");
    }

    [Fact]
    public void Bytes_not_acknowledged_are_no_gap()
    {
        Assert.Equal(0, Only(new Trace().Handshake().Up(11, 1001, 5001, 100).Up(12, 1301, 5001, 100).Down(22, 5001, 1101)).GapBytes);
    }

    [Fact]
    public void A_capture_that_begins_in_the_middle_has_no_gap()
    {
        var flow = Only(new Trace()
            .Up(0, 900_000, 5001)
            .Down(1, 7001, 900_000, 1000)
            .Up(2, 900_000, 6001)
            .Up(3, 900_000, 8001)
            .Up(4, 900_000, 8001, 10)
            .Down(5, 8001, 900_010));

        Assert.Equal((0L, 1000L, 0L), (flow.GapBytes, flow.Rx.UniqueBytes, flow.RetransmittedBytes));
        Assert.Null(flow.Phases?.ConnectSeconds);
        Assert.Null(flow.Rx.MaxWindow);
    }

    [Fact]
    public void Sequence_numbers_wrap()
    {
        const long Start = 0xFFFF_FF00;
        var flow = Only(new Trace()
            .Up(0, Start - 1, 0, flags: Syn).Down(10, 5000, Start, flags: Syn | Ack).Up(10.5, Start, 5001)
            .Up(11, Start, 5001, 200).Up(12, Start + 200, 5001, 200).Up(13, Start + 400, 5001, 200)
            .Up(300, Start + 200, 5001, 200)
            .Down(310, 5001, Start + 600)
            .Up(311, Start + 600, 5001, flags: Fin | Ack).Down(312, 5001, Start + 601, flags: Fin | Ack));

        Assert.Equal((800L, 600L, 200L, 0L), (flow.Tx.PayloadBytes, flow.Tx.UniqueBytes, flow.RetransmittedBytes, flow.GapBytes));
        Assert.Equal(0L, flow.Tx.OutOfOrderSegments);
    }

    [Fact]
    public void More_than_4_GiB_on_one_connection_count_once_each()
    {
        var trace = new Trace().Handshake();
        const long Step = 1L << 28;
        for (var at = 0; at < 20; at++)
            trace.Up(11 + at, 1001 + at * Step, 5001, 1000).Down(11.5 + at, 5001, 1001 + at * Step + 1000);

        var flow = Only(trace);

        Assert.Equal((20_000L, 0L), (flow.Tx.UniqueBytes, flow.RetransmittedBytes));
        Assert.Equal(19 * (Step - 1000), flow.GapBytes);
    }

    [Fact]
    public void Repeated_acknowledgments_of_outstanding_data_are_duplicates()
    {
        var flow = Only(new Trace().Handshake()
            .Up(11, 1001, 5001, 100).Up(12, 1101, 5001, 100).Up(12.1, 1201, 5001, 100)
            .Down(20, 5001, 1101).Down(21, 5001, 1101).Down(22, 5001, 1101)
            .Down(23, 5001, 1101, window: 900)
            .Down(24, 5001, 1301).Down(25, 5001, 1301));

        // Two of the first three; the fourth changes the window, the last acknowledges all.
        Assert.Equal(2L, flow.Rx.DuplicateAcks);
    }

    [Fact]
    public void Keep_alives_and_zero_windows_are_told()
    {
        var flow = Only(new Trace().Handshake()
            .Up(11, 1001, 5001, 100).Down(12, 5001, 1101)
            .Up(60_000, 1100, 5001, 0).Down(60_010, 5001, 1101)
            .Up(120_000, 1100, 5001, 1).Down(120_010, 5001, 1101, window: 0));

        Assert.Equal((2L, 1L), (flow.Tx.KeepAlives, flow.Rx.ZeroWindows));
        Assert.Equal((1L, 0L), (flow.Tx.RetransmittedBytes, flow.GapBytes));
    }

    [Fact]
    public void Windows_are_scaled_as_both_handshakes_say()
    {
        var scaled = Only(new Trace().Handshake([.. Mss(1460), .. Scale(7)]).Up(11, 1001, 5001, 10, window: 1000));
        Assert.Equal((1460, 128_000L), (scaled.Tx.Mss, scaled.Tx.MaxWindow));

        var oneSided = Only(new Trace()
            .Up(0, 1000, 0, flags: Syn, options: Scale(7)).Down(10, 5000, 1001, flags: Syn | Ack).Up(10.5, 1001, 5001));
        Assert.Equal(1000L, oneSided.Tx.MaxWindow);
    }

    [Fact]
    public void A_port_used_again_is_another_flow()
    {
        var trace = new Trace().Handshake().Up(11, 1001, 5001, 100)
            .Down(12, 5001, 1101, flags: Fin | Ack).Up(13, 1101, 5002, flags: Fin | Ack)
            .Up(20, 900_000, 0, flags: Syn).Down(30, 70_000, 900_001, flags: Syn | Ack).Up(31, 900_001, 70_001, 300);

        var flows = trace.Analyze().Flows;

        Assert.Equal([300L, 100L], flows.Select(each => each.Tx.UniqueBytes!.Value));
        Assert.All(flows, each => Assert.Equal(0, each.GapBytes + each.RetransmittedBytes));
    }

    [Fact]
    public void A_reset_ends_a_flow_and_its_numbers_make_no_gap()
    {
        var trace = new Trace().Handshake().Down(11, 0, 900_000_000, flags: Rst | Ack)
            .Up(20, 1000, 0, flags: Syn);

        var summary = trace.Analyze();

        Assert.Equal(2, summary.FlowCount);
        Assert.True(summary.Complete);
    }

    [Fact]
    public void An_absurd_acknowledgment_acknowledges_nothing()
    {
        Assert.Equal(0, Only(new Trace().Handshake().Up(11, 1001, 5001, 100).Down(12, 5001, 1101).Down(13, 5001, 1101 + (3L << 29))).GapBytes);
    }

    [Fact]
    public void A_capture_of_one_direction_misses_what_the_other_acknowledges()
    {
        var summary = new Trace().Up(0, 1001, 5001).Up(1, 1001, 6001).Up(2, 1001, 9001).Analyze();

        Assert.Equal(4000, summary.Flows[0].GapBytes);
        Assert.False(summary.Complete);
    }
}
