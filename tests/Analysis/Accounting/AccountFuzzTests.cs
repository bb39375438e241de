using System.Diagnostics;
using System.Net;
using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;
using Wiretax.Tests.Analysis.Dissection;

namespace Wiretax.Tests.Analysis.Accounting;

/// <summary>
/// Mutated frames of every stack, cut anywhere, accounted for on both ways. Runs for 3 seconds; for as long as
/// <c>WIRETAX_FUZZ_SECONDS</c> says, from <c>WIRETAX_FUZZ_SEED</c>, by hand.
/// </summary>
public sealed class AccountFuzzTests(ITestOutputHelper output)
{
    private const int Batch = 300;
    private static readonly IPAddress Local = IPAddress.Parse("192.0.2.1");

    [Fact]
    public void Both_ways_say_the_same_of_mutated_frames_and_read_nothing_behind_them()
    {
        var seconds = FrameFuzzTests.Setting("WIRETAX_FUZZ_SECONDS", 3);
        var seed = FrameFuzzTests.Setting("WIRETAX_FUZZ_SEED", 1);
        var mutator = new FrameMutator((ulong)seed);
        var random = new Random((int)seed);
        using var memory = new GuardedBuffer();
        var clock = Stopwatch.StartNew();
        var frames = 0L;
        var kept = new List<(byte[] Captured, uint Length, LinkType Link)>();
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            // The quick way begins once a local end is known.
            var options = new AnalysisOptions { Local = random.Next(3) == 0 ? null : Local };
            var (quick, careful) = (new CaptureLedger(options), new CaptureLedger(options));
            for (var at = 0; at < Batch; at++, frames++)
            {
                var captured = mutator.Next();
                if (random.Next(3) == 0)
                    captured = captured[..random.Next(captured.Length + 1)];
                var frame = new CapturedFrame(memory.Hold(captured), mutator.OriginalLength, at * 1000L, mutator.LinkType);
                kept.Add((captured.ToArray(), mutator.OriginalLength, mutator.LinkType));
                quick.Add(frame);
                AddByLevel(careful, frame);
            }
            if (LayerTests.Comparable(careful.ToSummary()) != LayerTests.Comparable(quick.ToSummary()))
                Assert.Fail($"After {frames} frames: {Describe(kept, options)}");
            kept.Clear();
        }
        output.WriteLine($"{frames} frames in {clock.Elapsed.TotalSeconds:f1} s");
    }

    /// <summary>Leaves out whatever frames the difference does without, and tells the rest.</summary>
    private static string Describe(List<(byte[] Captured, uint Length, LinkType Link)> frames, AnalysisOptions options)
    {
        for (var at = frames.Count - 1; at >= 0; at--)
        {
            var fewer = frames.Where((_, place) => place != at).ToList();
            if (Account(fewer, options, byLevel: true) != Account(fewer, options, byLevel: false))
                frames = fewer;
        }
        return string.Join("; ", frames.Select(each => $"{each.Link}, {each.Length} bytes: {Convert.ToHexString(each.Captured)}"));
    }

    private static string Account(List<(byte[] Captured, uint Length, LinkType Link)> frames, AnalysisOptions options, bool byLevel)
    {
        var ledger = new CaptureLedger(options);
        for (var at = 0; at < frames.Count; at++)
        {
            var frame = new CapturedFrame(frames[at].Captured, frames[at].Length, at * 1000L, frames[at].Link);
            if (byLevel)
                AddByLevel(ledger, frame);
            else
                ledger.Add(frame);
        }
        return LayerTests.Comparable(ledger.ToSummary());
    }

    private static void AddByLevel(CaptureLedger ledger, in CapturedFrame frame)
    {
        var layers = default(FrameLayers);
        FrameDissector.Dissect(frame, ref layers);
        ledger.Add(frame, layers);
    }
}
