using System.Diagnostics;
using System.Globalization;
using Wiretax.Analysis.Dissection;
using Wiretax.Analysis.Dissection.Application;
using Wiretax.Capture;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>
/// Runs for 3 seconds; for as long as <c>WIRETAX_FUZZ_SECONDS</c> says, from <c>WIRETAX_FUZZ_SEED</c>, by hand.
/// </summary>
public sealed class FrameFuzzTests(ITestOutputHelper output)
{
    private const int Batch = 10_000;

    [Fact]
    public void Mutated_frames_balance_and_never_throw()
    {
        var seconds = Setting("WIRETAX_FUZZ_SECONDS", 3);
        var mutator = new FrameMutator((ulong)Setting("WIRETAX_FUZZ_SEED", 1));
        var layers = default(FrameLayers);
        var clock = Stopwatch.StartNew();
        var frames = 0L;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            for (var i = 0; i < Batch; i++, frames++)
            {
                var captured = mutator.Next();
                Check(captured, mutator.OriginalLength, mutator.LinkType, ref layers);
            }
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        output.WriteLine($"{frames} frames in {clock.Elapsed.TotalSeconds:f1} s, {allocated} bytes allocated");
        Assert.True(frames > 0);
        Assert.True(allocated < 65536, $"{allocated} bytes were allocated.");
    }

    private static void Check(
        ReadOnlySpan<byte> captured, uint originalLength, LinkType linkType, ref FrameLayers layers)
    {
        try
        {
            FrameDissector.Dissect(new CapturedFrame(captured, originalLength, 0, linkType), ref layers);
            if (layers.Transport is Protocol.Tcp or Protocol.Udp && layers.PayloadOffset < captured.Length)
            {
                ApplicationRecognizer.Recognize(captured[layers.PayloadOffset..], layers.Transport, 53, 53);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Assert.Fail(Describe(captured, originalLength, linkType) + "\n" + failure);
        }

        if (!IsSound(layers, originalLength))
        {
            Assert.Fail(Describe(captured, originalLength, linkType) + "\n" + Dissected.Text(layers));
        }
    }

    // Dissected.AssertSound without the assertions' cost.
    private static bool IsSound(in FrameLayers layers, uint originalLength)
    {
        var offset = 0L;
        foreach (ref readonly var span in layers.Spans)
        {
            if (span.Offset != offset || span.Length <= 0 || span.Protocol == Protocol.None)
            {
                return false;
            }

            offset += span.Length;
        }

        var networkEnd = (long)layers.NetworkOffset + layers.NetworkLength;
        return offset == Math.Min(originalLength, int.MaxValue)
            && layers.EncapsulationBytes >= 0 && layers.EncapsulationBytes <= layers.NetworkOffset
            && networkEnd <= offset
            && layers.PayloadLength >= 0 && (long)layers.PayloadOffset + layers.PayloadLength <= networkEnd
            && layers.LinkSpans <= layers.Count;
    }

    private static string Describe(ReadOnlySpan<byte> captured, uint originalLength, LinkType linkType) =>
        $"{linkType}, {originalLength} bytes: {Convert.ToHexString(captured)}";

    internal static long Setting(string name, long otherwise) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
