using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>Frames to summary: reads a source to its end and accounts for every frame.</summary>
public static class CaptureAnalyzer
{
    /// <summary>Frames between two reports of progress and looks at the cancellation.</summary>
    private const int Stride = 1 << 16;

    /// <param name="progress">Is told the number of frames read so far, now and then.</param>
    public static CaptureSummary Analyze(
        IFrameSource source, AnalysisOptions options, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var ledger = new CaptureLedger(options);
        var layers = default(FrameLayers);
        var frames = 0L;
        for (; ; )
        {
            switch (source.Read(out var frame))
            {
                case FrameRead.Frame:
                    FrameDissector.Dissect(frame, ref layers);
                    ledger.Add(frame, layers);
                    if (++frames % Stride == 0)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        progress?.Report(frames);
                    }
                    break;
                case FrameRead.Timeout:
                    cancellation.ThrowIfCancellationRequested();
                    break;
                default:
                    progress?.Report(frames);
                    return ledger.ToSummary(source.Statistics);
            }
        }
    }
}
