using System.Net;
using Wiretax.Analysis.Accounting;
using Wiretax.Capture;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

public sealed class LayerTests
{
    private static (long, long) Sum(Totals totals) => (totals.Frames, totals.Bytes);

    [Fact]
    public void Each_layer_counts_its_own_frames_bytes_and_time()
    {
        var summary = new Trace().Arp(0, false, true).Up(10, 1, 0, flags: Syn).Up(30, 2, 1, 100).Down(35, 1, 102).Analyze();

        Assert.Equal((4L, 42 + 54 + 154 + 54L), Sum(summary.Layer("link").Total));
        Assert.Equal((0L, 0L), Sum(summary.Layer("encapsulation").Total));
        Assert.Equal((3L, 40 + 140 + 40L), Sum(summary.Layer("network").Total));
        Assert.Equal((3L, 20 + 120 + 20L), Sum(summary.Layer("transport").Total));
        Assert.Equal((1L, 100L), Sum(summary.Layer("application").Total));
        Assert.Equal([0.035, null, 0.025, 0.025, 0.0], summary.Layers.Select(each => each.Total.DurationSeconds));
        Assert.Equal(summary.Layer("link").Total.Bytes, summary.Ledger.Sum(each => each.Bytes));
    }

    [Fact]
    public void The_opener_of_the_first_connection_is_the_local_end_even_for_frames_before_it()
    {
        var summary = new Trace().Udp(0, Server, Client, 10).Echo(1, isReply: false, 1).Handshake().Analyze();

        Assert.Equal("10.0.0.1", summary.Local);
        Assert.Equal(3L, summary.Layer("network").Tx.Frames);
        Assert.Equal(2L, summary.Layer("network").Rx.Frames);
    }

    [Fact]
    public void Without_a_connection_the_sender_of_the_first_echo_request_is_local()
    {
        Assert.Equal("10.0.0.1", new Trace().Udp(0, Server, Client, 10).Echo(1, isReply: false, 1).Analyze().Local);
        Assert.Equal("10.0.0.2", new Trace().Udp(0, Server, Client, 10).Analyze().Local);
        Assert.Null(new Trace().Arp(0, false, true).Analyze().Local);
    }

    [Fact]
    public void A_syn_ack_tells_the_opener_too()
    {
        Assert.Equal("10.0.0.1", new Trace().Down(0, 1, 1, flags: Syn | Ack).Analyze().Local);
    }

    [Fact]
    public void The_local_end_can_be_named()
    {
        var summary = new Trace().Handshake().Analyze(IPAddress.Parse("10.0.0.2"));

        Assert.Equal("10.0.0.2:80", summary.Flows[0].Source);
        Assert.Equal(1L, summary.Layer("network").Tx.Frames);
    }

    [Fact]
    public void Frames_without_ip_go_by_the_local_ends_link_address()
    {
        var summary = new Trace()
            .Arp(0, fromServer: false, toAll: true).Arp(1, fromServer: true, toAll: false).Arp(2, fromServer: true, toAll: true)
            .Handshake().Arp(20, fromServer: false, toAll: false).Analyze();

        Assert.Equal((2L + 2, 2L + 1), (summary.Layer("link").Tx.Frames, summary.Layer("link").Rx.Frames));
        Assert.DoesNotContain(summary.Warnings, each => each.Code == "neither-direction");
    }

    [Fact]
    public void Conversations_of_others_count_in_the_total_only_and_are_told()
    {
        var summary = new Trace().Handshake().Udp(20, [10, 0, 0, 3], [10, 0, 0, 4], 50).Analyze();

        Assert.Equal((2L, 1L, 4L), (summary.Layer("link").Tx.Frames, summary.Layer("link").Rx.Frames, summary.Layer("link").Total.Frames));
        Assert.Contains("1 frames", Assert.Single(summary.Warnings, each => each.Code == "neither-direction").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flow_that_is_no_tcp_repeats_and_lacks_what_nobody_knows()
    {
        var summary = new Trace().Udp(0, Client, Server, 50).Analyze();

        Assert.Equal((null, null), (summary.Flows[0].RetransmittedBytes, summary.Flows[0].GapBytes));
        Assert.Equal(0, summary.RetransmittedBytes());
    }

    [Fact]
    public void Frames_without_any_local_end_are_told()
    {
        var summary = new Trace().Arp(0, fromServer: false, toAll: true).Arp(1, fromServer: true, toAll: false).Analyze();

        Assert.Null(summary.Local);
        Assert.Contains("No local end was found", Assert.Single(summary.Warnings, each => each.Code == "neither-direction").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_talks_to_itself_is_told_apart_by_who_opened()
    {
        byte[] self = [127, 0, 0, 1];
        var trace = new Trace();
        trace.Add(0, Link(0, Ipv4(self, self, Tcp(40000, 80, 1, 0, 0, Syn, 100, null))));
        trace.Add(1, Link(0, Ipv4(self, self, Tcp(80, 40000, 9, 2, 0, Syn | Ack, 100, null))));
        trace.Add(2, Link(0, Ipv4(self, self, Tcp(40000, 80, 2, 10, 0, Ack, 100, null))));
        trace.Add(3, Link(0, Ipv4(self, self, Tcp(80, 40000, 10, 2, 500, Ack, 100, null))));

        var summary = trace.Analyze();

        Assert.Equal((2L, 2L), (summary.Layer("link").Tx.Frames, summary.Layer("link").Rx.Frames));
        Assert.Equal((0L, 500L), (summary.Layer("application").Tx.Bytes, summary.Layer("application").Rx.Bytes));
        Assert.Equal("127.0.0.1:40000", summary.Flows[0].Source);
    }

    [Fact]
    public void A_capture_cut_to_headers_gives_the_full_captures_figures()
    {
        var full = new Trace().Arp(-1, false, true).Handshake(Mss(1460)).Up(11, 1001, 5001, 700).Down(12, 5001, 1701, 1400).Echo(20, false, 1);

        var summary = full.Cut(96).Analyze();

        Assert.Equal(2L, summary.TruncatedFrames - 1);
        Assert.Equal(Comparable(full.Analyze()), Comparable(summary with { TruncatedFrames = 0 }));
    }

    [Fact]
    public void Implausible_lengths_stay_out_of_every_figure()
    {
        var summary = new Trace().Handshake().Add(20, new byte[60], 2_000_000_000).Analyze();

        Assert.Equal((3L, 1L, false), (summary.Frames, summary.ImplausibleFrames, summary.Complete));
        Assert.Equal(3 * 54L, summary.Layer("link").Total.Bytes);
        Assert.Contains(summary.Warnings, each => each.Code == "implausible-length");
    }

    [Fact]
    public void Time_that_runs_backwards_is_counted_and_makes_no_negative_duration()
    {
        var summary = new Trace().Up(10, 1, 0, flags: Syn).Up(5, 1, 0, flags: Syn).Up(7, 1, 0, flags: Syn).Analyze();

        Assert.Equal((1L, 0.005), (summary.TimeReversals, summary.Layer("link").Total.DurationSeconds));
        Assert.Contains(summary.Warnings, each => each.Code == "time-goes-back");
    }

    [Fact]
    public void Reported_drops_and_damage_make_a_capture_incomplete()
    {
        var ledger = new Trace().Handshake().Account(0, 3, new AnalysisOptions());

        var summary = ledger.ToSummary(new CaptureStatistics
        {
            Interfaces = [new CaptureInterface { LinkType = LinkType.Ethernet, DroppedByKernel = 7 }],
            Damages = [new CaptureDamage(1234, "the record's length is absurd", false)],
        });

        Assert.Equal((false, 7L), (summary.Complete, summary.DroppedFrames));
        Assert.Equal(2, summary.IncompleteReasons.Count);
        Assert.Contains(summary.Warnings, each => each.Code == "damaged" && each.Message.Contains("1234", StringComparison.Ordinal));
        Assert.Contains(summary.Warnings, each => each.Code == "drops");
    }

    [Fact]
    public void Frames_of_a_link_type_that_the_filter_is_refused_for_are_told()
    {
        var summary = new Trace().Handshake().Account(0, 3, new AnalysisOptions()).ToSummary(new CaptureStatistics
        {
            FilterRefusals = [new FilterRefusal(LinkType.Raw, 12, "The filter 'x' is not valid.")],
        });

        var warning = Assert.Single(summary.Warnings, each => each.Code == "filter-refused");
        Assert.StartsWith("12 frames of link type 101 (Raw) were not looked at. The filter 'x' is not valid.", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checksum_left_to_the_interface_is_recognised_from_headers()
    {
        var trace = new Trace().Handshake();
        foreach (var each in trace.Frames)
        {
            // Pseudo-header: both addresses 10.0.0.1 and 10.0.0.2, protocol 6, length 20, summed in 16-bit words.
            var sum = 0x0A00 + 0x0001 + 0x0A00 + 0x0002 + 6 + 20;
            (each.Data[50], each.Data[51]) = ((byte)(sum >> 8), (byte)sum);
        }

        Assert.Contains("3 of 3", Assert.Single(trace.Analyze().Warnings, each => each.Code == "checksum-offload").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Echo_requests_pair_with_their_replies()
    {
        var echo = new Trace().Echo(0, false, 1).Echo(0.4, true, 1).Echo(1000, false, 2).Echo(2000, false, 3).Echo(2000.6, true, 3).Analyze().Echo!;

        Assert.Equal((3L, 2L, 1L), (echo.Requests, echo.Replies, echo.Lost));
        Assert.Equal([0.0004, 0.0006], echo.Samples);
        Assert.Equal(new RttSummary(0.0004, 0.0005, 0.0006, 2), echo.RttSeconds);
        Assert.Equal(("10.0.0.1", "10.0.0.2"), (echo.Source, echo.Destination));
    }

    [Fact]
    public void A_reply_stamped_before_its_request_answers_it_and_gives_no_time()
    {
        var echo = new Trace().Echo(5, false, 1).Echo(4, true, 1).Echo(1000, false, 2).Echo(1000.4, true, 2).Analyze().Echo!;

        Assert.Equal((2L, 0L), (echo.Requests, echo.Lost));
        Assert.Equal([0.0004], echo.Samples);
        Assert.Equal(new RttSummary(0.0004, 0.0004, 0.0004, 1), echo.RttSeconds);
    }

    internal static string Comparable(CaptureSummary summary) => System.Text.Json.JsonSerializer.Serialize(
        summary, SummaryJson.Default.CaptureSummary);
}
