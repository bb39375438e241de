using BenchmarkDotNet.Attributes;
using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;
using Wiretax.Offline;

namespace Wiretax.Benchmarks;

/// <summary>
/// What one frame costs at each step of its walk, and that it allocates nothing in steady state: each iteration goes
/// through the next million frames of two thousand conversations that never end. All figures are per frame.
/// </summary>
[MemoryDiagnoser]
[WarmupCount(3)]
[IterationCount(15)]
public class FrameBenchmarks
{
    private const int Frames = 1_000_000;
    private const int SnapLength = 96;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"wiretax-benchmark-{Environment.ProcessId}.pcap");
    private readonly SyntheticCapture _traffic = new(seed: 42, endless: true);
    private readonly CaptureLedger _ledger = new(new AnalysisOptions());
    private long _time = CaptureWriter.Start;

    /// <summary>Lets every flow open, and its samples fill the room that is kept for exact ones.</summary>
    [GlobalSetup(Target = nameof(Read_dissect_and_account))]
    public void OpenFlows()
    {
        for (var i = 0; i < 5; i++)
        {
            NextFrames();
            Read_dissect_and_account();
        }
    }

    [IterationSetup]
    public void NextFrames()
    {
        using var file = new CaptureWriter(_file, SnapLength, Frames, _time);
        _traffic.Fill(file);
        _time = file.Time;
    }

    [GlobalCleanup]
    public void DeleteCapture() => File.Delete(_file);

    [Benchmark(OperationsPerInvoke = Frames)]
    public long Read()
    {
        using var source = CaptureFile.Open(_file);
        var bytes = 0L;
        while (source.Read(out var frame) == FrameRead.Frame)
            bytes += frame.OriginalLength;
        return bytes;
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public long Read_and_dissect()
    {
        using var source = CaptureFile.Open(_file);
        var layers = default(FrameLayers);
        var bytes = 0L;
        while (source.Read(out var frame) == FrameRead.Frame)
        {
            FrameDissector.Dissect(frame, ref layers);
            bytes += layers.PayloadLength;
        }
        return bytes;
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public void Read_dissect_and_account()
    {
        using var source = CaptureFile.Open(_file);
        while (source.Read(out var frame) == FrameRead.Frame)
            _ledger.Add(frame);
    }
}
