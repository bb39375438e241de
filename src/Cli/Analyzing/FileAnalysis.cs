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
        using var source = Filtered(CaptureFile.OpenUntil(file, options.Interruption));
        return CaptureAnalyzer.Analyze(source, own, progress);
    }

    public CaptureSummary Merged(IReadOnlyList<string> files)
    {
        using var progress = AnalysisProgress.Of(string.Join(", ", files));
        using var source = Filtered(Open(files));
        return CaptureAnalyzer.Analyze(source, options with { Files = files }, progress);
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

    private IFrameSource Filtered(IFrameSource source) => filter is null ? source : new FilteredFrameSource(source, filter);
}
