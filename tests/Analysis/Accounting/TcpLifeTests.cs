using Wiretax.Analysis.Accounting;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

/// <summary>How connections open and end, and which segments belong to one.</summary>
public sealed class TcpLifeTests
{
    private static FlowSummary Only(Trace trace) => Assert.Single(trace.Analyze().Flows);

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
}
