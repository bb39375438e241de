using CsCheck;
using Wiretax.Analysis.Accounting;
using static Wiretax.Tests.Analysis.Accounting.Trace;

namespace Wiretax.Tests.Analysis.Accounting;

public sealed class MergeTests
{
    private sealed record Step(int Kind, int Port, int Place, int Length, int Flags, double Pause);

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[0, 12], Gen.Int[0, 3000], Gen.Int[0, 40], Gen.Double[-1, 20],
        (kind, port, place, length, flags, pause) => new Step(kind, port, place, length, flags, pause));

    private static readonly Gen<(List<Step> Steps, int Cut)> Captures = Gen.Select(Steps.List[0, 60], Gen.Int[0, 60]);

    /// <summary>
    /// Segments that overlap, leave holes, acknowledge at will, open, close and reset, near a wrap of the sequence
    /// numbers. One end opens (no simultaneous opening), and an opening is answered with one number (docs/metrics.md
    /// says what a cut costs otherwise).
    /// </summary>
    private static Trace Play(List<Step> steps)
    {
        var trace = new Trace();
        var time = 0.0;
        foreach (var step in steps)
        {
            time += step.Pause;
            var sequence = 0xFFFF_F000 + step.Place * 1000L;
            var flags = step.Flags switch { < 30 => Ack, < 34 => step.Kind < 7 ? Syn : (byte)(Syn | Ack), < 37 => (byte)(Fin | Ack), < 38 => Rst, _ => (byte)(Ack | Psh) };
            var payload = (flags & (Syn | Rst)) != 0 ? 0 : step.Length;
            var port = (ushort)(40000 + step.Port);
            _ = step.Kind switch
            {
                0 => trace.Echo(time, false, step.Place),
                1 => trace.Echo(time, true, step.Place),
                2 => trace.Arp(time, step.Port == 0, step.Place == 0),
                3 => trace.Udp(time, step.Port == 0 ? Client : Server, step.Port == 0 ? Server : Client, step.Length / 10),
                < 7 => trace.Up(time, sequence, 7000 + step.Length, payload, flags, window: step.Place * 10, port: port),
                _ => trace.Down(time, (flags & Syn) != 0 ? 7000 : 7000 + step.Place * 500, sequence, payload, flags, window: step.Place * 10, port: port),
            };
        }
        return trace;
    }

    [Fact]
    public void Two_parts_merge_into_the_whole_wherever_the_cut_is() => Captures.Sample(
        (steps, cut) =>
        {
            var trace = Play(steps);
            cut = Math.Min(cut, trace.Frames.Count);
            var whole = trace.Account(0, trace.Frames.Count, new AnalysisOptions());
            var first = trace.Account(0, cut, new AnalysisOptions());
            first.Merge(trace.Account(cut, trace.Frames.Count, new AnalysisOptions { IsContinuation = true }));
            Assert.Equal(Exact(whole.ToSummary()), Exact(first.ToSummary()));
        },
        iter: 3000);

    [Fact]
    public void Layers_and_ledger_balance_for_any_capture() => Captures.Sample(
        (steps, _) =>
        {
            var summary = Play(steps).Analyze();
            var link = summary.Layer("link");
            Assert.Equal(link.Total.Bytes, summary.Ledger.Sum(each => each.Bytes));
            Assert.All(summary.Layers, each => Assert.True(each.Tx.Bytes + each.Rx.Bytes <= each.Total.Bytes));
            Assert.All(summary.Flows, each => Assert.True(each.GapBytes is not < 0 && each.RetransmittedBytes is not < 0));
            Assert.Equal(
                summary.Layer("application").Total.Bytes - summary.Ledger.Where(each => each.Protocol is "icmp").Sum(each => each.Frames) * 56,
                summary.Flows.Sum(each => each.Tx.PayloadBytes + each.Rx.PayloadBytes));
        },
        iter: 2000);

    /// <summary>All that merges exactly: what looks back (docs/metrics.md) is blanked.</summary>
    private static string Exact(CaptureSummary summary) => LayerTests.Comparable(summary with
    {
        // Which segments are super-frames depends on a handshake that may stand before the cut.
        SuperFrames = 0,
        Wire = new WireTotals(),
        Warnings = [],
        Flows = [.. summary.Flows.Select(each => each with
        {
            RttSeconds = null,
            HandshakeSeconds = null,
            Phases = each.Phases is null ? null : each.Phases with { ConnectSeconds = null },
            Tx = Exact(each.Tx),
            Rx = Exact(each.Rx),
        })],
    });

    private static FlowDirection Exact(FlowDirection direction) => direction with
    {
        OutOfOrderSegments = null,
        DuplicateAcks = null,
        KeepAlives = null,
        RttSeconds = null,
    };
}
