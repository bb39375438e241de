using System.Runtime.CompilerServices;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>Frames to summary: reads a source to its end and accounts for every frame.</summary>
public static class CaptureAnalyzer
{
    /// <summary>Frames between two reports of progress and looks at cancellation and interruption.</summary>
    private const int Stride = 1 << 16;

    /// <summary>Segments of a file that is cut; larger files have larger ones.</summary>
    private const int MaxSegments = 65536;

    /// <summary>Reads a file to its end, on as many threads as the options allow; the result is the same for any number.</summary>
    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <param name="progress">Is told how far it is, now and then.</param>
    /// <exception cref="CaptureFormatException">It cannot be opened or is no capture.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted before there was anything to be read.</exception>
    public static CaptureSummary AnalyzeFile(string path, AnalysisOptions options, IProgress<ReadingProgress>? progress = null)
    {
        if (options.Threads > 1)
        {
            if (AnalyzeSegments(path, options, progress) is { } summary)
                return summary;
            // Rare, and worth the wait: what was accounted for in vain goes before the file is read again.
            GC.Collect();
        }
        using var source = CaptureFile.OpenUntil(path, options.Interruption);
        return Analyze(source, options, progress);
    }

    /// <returns>Null for a file whose cuts reading did not prove; what cannot be cut, such as a pipe, is read but once.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CaptureSummary? AnalyzeSegments(string path, AnalysisOptions options, IProgress<ReadingProgress>? progress)
    {
        var cuts = new CaptureSegmentOptions { Count = MaxSegments, MinBytes = options.SegmentBytes, Threads = options.Threads, Interruption = options.Interruption };
        using var segments = CaptureFile.OpenSegments(path, cuts);
        if (segments.Sources is [var whole])
            return Analyze(whole, options, progress);
        var summary = new ParallelAnalysis(segments, options).Run(progress);
        // The cuts behind an interruption were not reached, and cannot be proven.
        return segments.IsProven || options.Interruption.IsCancellationRequested ? summary : null;
    }

    /// <param name="progress">Is told how far it is, now and then.</param>
    /// <param name="cancellation">Ends it without a summary.</param>
    public static CaptureSummary Analyze(
        IFrameSource source, AnalysisOptions options, IProgress<ReadingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var ledger = new CaptureLedger(options);
        if (source is CaptureFileSource file)
            AddAll(file, ledger, progress, cancellation);
        else
            AddAll(source, ledger, progress, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return ledger.ToSummary(source.Statistics);
    }

    private static void AddAll(
        CaptureFileSource file, CaptureLedger ledger, IProgress<ReadingProgress>? progress, CancellationToken cancellation)
    {
        var frames = 0L;
        var next = 0L;
        int added;
        do
        {
            if (frames >= next)
            {
                cancellation.ThrowIfCancellationRequested();
                if (ledger.Options.Interruption.IsCancellationRequested)
                    return;
                progress?.Report(new(frames, file.Length is > 0 and var length ? (double)file.BytesRead / length : null));
                next += Stride;
            }
            added = ledger.AddFrom(file);
            frames += added;
        }
        while (added > 0);
        progress?.Report(new(frames, 1));
    }

    private static void AddAll(
        IFrameSource source, CaptureLedger ledger, IProgress<ReadingProgress>? progress, CancellationToken cancellation)
    {
        var frames = 0L;
        for (; ; )
        {
            if (frames % Stride == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (ledger.Options.Interruption.IsCancellationRequested)
                    return;
            }
            switch (source.Read(out var frame))
            {
                case FrameRead.Frame:
                    ledger.Add(frame);
                    if (++frames % Stride == 0)
                        progress?.Report(new(frames, null));
                    break;
                case FrameRead.Timeout:
                    cancellation.ThrowIfCancellationRequested();
                    break;
                default:
                    progress?.Report(new(frames, 1));
                    return;
            }
        }
    }
}
