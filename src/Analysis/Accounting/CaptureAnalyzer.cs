using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>Frames to summary: reads a source to its end and accounts for every frame.</summary>
public static class CaptureAnalyzer
{
    /// <param name="progress">Is told the number of frames read so far, now and then.</param>
    public static CaptureSummary Analyze(
        IFrameSource source, AnalysisOptions options, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
