using Wiretax.Analysis.Accounting;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

public sealed class FlowBoundTests
{
    /// <summary>Connections of four frames each, one after another, a second apart.</summary>
    private static Trace Connections(int count)
    {
        var trace = new Trace();
        for (var at = 0; at < count; at++)
        {
            var port = (ushort)(1024 + at);
            var time = at * 1000.0;
            trace.Up(time, 1000, 0, flags: Syn, port: port).Down(time + 1, 5000, 1001, flags: Syn | Ack, port: port)
                .Up(time + 2, 1001, 5001, 10 + at % 7, port: port).Down(time + 3, 5001, 1011, flags: Rst | Ack, port: port);
        }
        return trace;
    }

    [Fact]
    public void The_largest_flows_are_listed_and_the_others_summed()
    {
        var summary = Connections(50).Account(0, 200, new AnalysisOptions { ListedFlows = 5 }).ToSummary();

        Assert.Equal((50L, 45L, 180L), (summary.FlowCount, summary.OtherFlows.Flows, summary.OtherFlows.Frames));
        Assert.Equal(5, summary.Flows.Count);
        Assert.All(summary.Flows, each => Assert.Equal(16L, each.Tx.PayloadBytes));
        Assert.Equal(summary.Layer("link").Total.Bytes, summary.Flows.Sum(each => each.Tx.Bytes + each.Rx.Bytes) + summary.OtherFlows.Bytes);
    }

    [Fact]
    public void Ended_flows_leave_the_table_and_no_byte_is_forgotten()
    {
        const int Count = 30_000;
        var ledger = Connections(Count).Account(0, Count * 4, new AnalysisOptions());

        Assert.InRange(ledger.Flows.Sum(each => each.Count), 1, Count / 4);
        var summary = ledger.ToSummary();
        Assert.Equal((long)Count, summary.FlowCount);
        Assert.Equal(summary.Layer("link").Total.Bytes, summary.Flows.Sum(each => each.Tx.Bytes + each.Rx.Bytes) + summary.OtherFlows.Bytes);
    }

    [Fact]
    public void One_time_far_ahead_ends_no_flow()
    {
        var trace = new Trace();
        for (var round = 0; round < 2; round++)
        {
            for (var at = 0; at < 9000; at++)
                trace.Up((round * 9000) + at + (at == 100 ? 1e12 : 0), 1000 + (round * 10), 0, 10, port: (ushort)(1024 + at));
        }

        Assert.Equal(9000, trace.Analyze().FlowCount);
    }

    [Fact]
    public void At_the_bound_the_flows_idle_longest_are_closed()
    {
        var trace = new Trace();
        for (var at = 0; at < 20_000; at++)
            trace.Up(at, 1000, 0, 10, port: (ushort)(1024 + at));
        var ledger = trace.Account(0, trace.Frames.Count, new AnalysisOptions { MaxLiveFlows = 8192 });

        Assert.InRange(ledger.Flows.Sum(each => each.Count), 1, 8192);
        Assert.Equal(20_000, ledger.ToSummary().FlowCount);
    }

    [Fact]
    public void A_packet_allocates_nothing_once_its_flow_is_known()
    {
        var trace = new Trace().Handshake();
        for (var at = 0; at < 20_000; at++)
            trace.Down(20 + at, 5001 + at * 1000L, 1001, 1000).Up(20.5 + at, 1001, 6001 + at * 1000L);
        var ledger = trace.Account(0, 20_000, new AnalysisOptions());
        var layers = default(Wiretax.Analysis.Dissection.FrameLayers);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var at = 20_000; at < trace.Frames.Count; at++)
        {
            var each = trace.Frames[at];
            var frame = new Wiretax.Capture.CapturedFrame(each.Data, (uint)each.Length, each.Time, each.Link);
            Wiretax.Analysis.Dissection.FrameDissector.Dissect(frame, ref layers);
            ledger.Add(frame, layers);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }
}
