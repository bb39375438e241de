using Wiretax.Analysis.Accounting;
using Wiretax.Capture;

namespace Wiretax.Cli.Analyzing;

/// <summary>
/// Analyses files one by one or as one capture, with a filter if there is one, and shows how far it is. When the options
/// tell of an interruption, what was read by then is summed up.
/// </summary>
internal sealed class FileAnalysis(AnalysisOptions options, string? filter)
{
    public CaptureSummary Single(string file)
    {
        using var progress = AnalysisProgress.Of(file);
        var own = options with { Files = [file] };
        if (filter is null)
            return CaptureAnalyzer.AnalyzeFile(file, own, progress);
        return Filtered(CaptureFile.OpenUntil(file, options.Interruption), filter, own, progress);
    }

    public CaptureSummary Merged(IReadOnlyList<string> files)
    {
        using var progress = AnalysisProgress.Of(string.Join(", ", files));
        var own = options with { Files = files };
        if (filter is not null)
            return Filtered(Open(files), filter, own, progress);
        using var source = Open(files);
        return CaptureAnalyzer.Analyze(source, own, progress);
    }

    private MergedFrameSource Open(IReadOnlyList<string> files)
    {
        var opened = new List<(string Name, IFrameSource Source)>();
        try
        {
            foreach (var file in files)
                opened.Add((file, CaptureFile.OpenUntil(file, options.Interruption)));
            return new MergedFrameSource(opened);
        }
        catch
        {
            foreach (var (_, source) in opened)
                source.Dispose();
            throw;
        }
    }

    /// <exception cref="CaptureFilterException">libpcap refuses the expression for every link type that occurs.</exception>
    private static CaptureSummary Filtered(IFrameSource all, string expression, AnalysisOptions own, AnalysisProgress? progress)
    {
        using var source = new FilteredFrameSource(all, expression);
        var summary = CaptureAnalyzer.Analyze(source, own, progress);
        return source.RefusalOfAll is not { } refusal
            ? summary
            : throw new CaptureFilterException(
                $"{refusal.Reason.TrimEnd('.')}; {string.Join(", ", own.Files)} holds nothing that takes it: give a filter that link type {(int)refusal.LinkType} ({refusal.LinkType}) knows.");
    }
}
