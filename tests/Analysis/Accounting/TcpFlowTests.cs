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
