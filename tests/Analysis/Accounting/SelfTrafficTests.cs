using System.Net;
using Wiretax.Analysis.Accounting;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

/// <summary>A host that talks to itself: only who opened tells the directions apart.</summary>
public sealed class SelfTrafficTests
{
    private static readonly byte[] Self = [127, 0, 0, 1];

    private static Trace Segment(Trace trace, double time, bool fromOpener, ushort port, byte flags, int payload = 0) => trace.Add(time, Link(0, Ipv4(Self, Self,
        fromOpener ? Tcp(port, 80, 1000, 5001, payload, flags, 1000, null) : Tcp(80, port, 5001, 1001, payload, flags, 1000, null))));

    private static Trace Refused(int connections)
    {
        var trace = new Trace();
        for (var at = 0; at < connections; at++)
            Segment(Segment(trace, at * 100, fromOpener: true, (ushort)(1024 + at), Syn), (at * 100) + 1, fromOpener: false, (ushort)(1024 + at), Rst | Ack);
        return trace;
    }

    [Fact]
    public void Flows_that_left_the_table_keep_their_directions()
    {
        var link = Refused(30_000).Analyze().Layer("link");

        Assert.Equal((30_000L, 30_000L), (link.Tx.Frames, link.Rx.Frames));
    }

    [Fact]
    public void Further_addresses_of_the_local_end_count_too()
    {
        var options = new AnalysisOptions { Local = IPAddress.Parse("10.0.0.1"), AlsoLocal = [IPAddress.Loopback] };

        var link = Refused(10).Account(0, 20, options).ToSummary().Layer("link");

        Assert.Equal((10L, 10L), (link.Tx.Frames, link.Rx.Frames));
    }

    [Fact]
    public void Super_frames_of_the_answerer_are_received()
    {
        var trace = Segment(new Trace(), 0, fromOpener: true, 50_000, Ack | Psh, 18);
        for (var at = 0; at < 10; at++)
            Segment(trace, 1 + at, fromOpener: false, 50_000, Ack, 30_000);

        var wire = trace.Analyze().Wire;

        Assert.Equal((1L, 210L), (wire.Tx.Frames, wire.Rx.Frames));
    }
}
