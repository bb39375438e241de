using System.Net;
using Wiretax.Analysis.Accounting;
using Wiretax.Capture;

namespace Wiretax.Tests.Analysis.Accounting.Pairs;

/// <summary>Streams of two pairs; the content of each begins behind a preamble of 10 bytes.</summary>
public sealed class PairActivityTests
{
    private const int Preamble = 10;
    private static readonly StreamDirection First = new(IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2"), Preamble);
    private static readonly StreamDirection Second = new(IPAddress.Parse("10.0.1.1"), IPAddress.Parse("10.0.1.2"), Preamble);

    [Fact]
    public void Only_the_interval_in_which_all_pairs_are_active_counts()
    {
        var trace = new Trace();
        Open(trace, 0, pair: 0);
        Open(trace, 0, pair: 1);
        // The first flows from 100 to 500 ms, the second from 200 to 700 ms: both from 200 to 500 ms.
        for (var at = 0; at <= 4; at++)
            Send(trace, 100 + 100 * at, pair: 0, offset: 1000 * at, bytes: 1000);
        for (var at = 0; at <= 5; at++)
            Send(trace, 200 + 100 * at, pair: 1, offset: 500 * at, bytes: 500);

        var activity = Read(trace);

        Assert.Equal(0.1, activity.StartSkewSeconds!.Value, 9);
        Assert.Equal(0.3, activity.AllActiveSeconds!.Value, 9);
        Assert.Equal([3000, 1500], activity.Pairs.Select(each => each.BytesWhileAllActive));
        Assert.Equal(4500 * 8 / 0.3, activity.GoodputBitsPerSecond!.Value, 3);
        Assert.Equal([0, 0.1], activity.Pairs.Select(each => Math.Round(activity.StartSeconds(each)!.Value, 9)));
        Assert.Equal(20, activity.Pairs[0].TcpHeaderLength);
    }

    [Fact]
    public void What_is_sent_again_counts_once_and_the_preamble_not_at_all()
    {
        var trace = new Trace();
        Open(trace, 0, pair: 0);
        Send(trace, 100, pair: 0, offset: 0, bytes: 100);
        Send(trace, 150, pair: 0, offset: 0, bytes: 100);
        Send(trace, 200, pair: 0, offset: 50, bytes: 100);
        Send(trace, 250, pair: 0, offset: 150, bytes: 100);

        var activity = PairActivity.Read(() => Source(trace), [First], TestContext.Current.CancellationToken);

        Assert.Equal(0, activity.StartSkewSeconds);
        Assert.Equal(0.15, activity.AllActiveSeconds!.Value, 9);
        Assert.Equal(150, activity.Pairs[0].BytesWhileAllActive);
    }

    [Fact]
    public void Sequence_numbers_may_wrap()
    {
        var trace = new Trace();
        Open(trace, 0, pair: 0, initial: uint.MaxValue - 500);
        for (var at = 0; at <= 3; at++)
            Send(trace, 100 + 100 * at, pair: 0, offset: 300 * at, bytes: 300, initial: uint.MaxValue - 500);

        var activity = PairActivity.Read(() => Source(trace), [First], TestContext.Current.CancellationToken);

        Assert.Equal(900, activity.Pairs[0].BytesWhileAllActive);
    }

    [Fact]
    public void Pairs_that_were_never_active_together_have_no_rate()
    {
        var trace = new Trace();
        Open(trace, 0, pair: 0);
        Open(trace, 0, pair: 1);
        Send(trace, 100, pair: 0, offset: 0, bytes: 100);
        Send(trace, 200, pair: 0, offset: 100, bytes: 100);
        Send(trace, 300, pair: 1, offset: 0, bytes: 100);
        Send(trace, 400, pair: 1, offset: 100, bytes: 100);

        var activity = Read(trace);

        Assert.Null(activity.AllActiveSeconds);
        Assert.Null(activity.GoodputBitsPerSecond);
        Assert.Equal(0.2, activity.StartSkewSeconds!.Value, 9);
    }

    [Fact]
    public void A_pair_without_a_data_frame_leaves_all_unknown()
    {
        var trace = new Trace();
        Open(trace, 0, pair: 0);
        Send(trace, 100, pair: 0, offset: 0, bytes: 100);
        Send(trace, 200, pair: 0, offset: 100, bytes: 100);

        var activity = Read(trace);

        Assert.Null(activity.StartSkewSeconds);
        Assert.Null(activity.GoodputBitsPerSecond);
        Assert.Null(activity.Pairs[1].ActiveSeconds);
    }

    [Fact]
    public void Frames_of_every_local_address_have_a_direction()
    {
        var trace = new Trace();
        Open(trace, 0, pair: 0);
        Open(trace, 0, pair: 1);
        Send(trace, 100, pair: 0, offset: 0, bytes: 100);
        Send(trace, 100, pair: 1, offset: 0, bytes: 200);

        var options = new AnalysisOptions { Local = First.Sender, AlsoLocal = [Second.Sender] };
        var summary = trace.Account(0, trace.Frames.Count, options).ToSummary();

        Assert.Equal((6, 0), (summary.Layer("link").Tx.Frames, summary.Layer("link").Rx.Frames));
        Assert.Equal(summary.Layer("link").Total, summary.Layer("link").Tx);
        Assert.Equal(["10.0.0.1:40000", "10.0.1.1:40000"], summary.Flows.Select(each => each.Source).Order());
        Assert.DoesNotContain(summary.Warnings, each => each.Code == "neither-direction");
    }

    private static PairActivity Read(Trace trace) =>
        PairActivity.Read(() => Source(trace), [First, Second], TestContext.Current.CancellationToken);

    private static CaptureFileSource Source(Trace trace) => CaptureFile.Open(new MemoryStream(CaptureBytes.Of(trace)), "trace");

    /// <summary>The SYN and the preamble.</summary>
    private static void Open(Trace trace, double time, int pair, uint initial = 1000)
    {
        Add(trace, time, pair, initial, Trace.Syn, 0);
        Add(trace, time + 1, pair, unchecked(initial + 1), Trace.Ack, Preamble);
    }

    private static void Send(Trace trace, double time, int pair, int offset, int bytes, uint initial = 1000) =>
        Add(trace, time, pair, unchecked(initial + 1 + Preamble + (uint)offset), Trace.Ack, bytes);

    private static void Add(Trace trace, double time, int pair, uint sequence, byte flags, int bytes) => trace.Add(time, Trace.Link(0,
        Trace.Ipv4([10, 0, (byte)pair, 1], [10, 0, (byte)pair, 2], Trace.Tcp(40000, 80, sequence, 0, bytes, flags, 1000, null))));
}
