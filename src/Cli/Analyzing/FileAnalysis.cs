using Wiretax.Analysis.Accounting;
using Wiretax.Capture;

namespace Wiretax.Cli.Analyzing;

/// <summary>Analyses files one by one or as one capture, with a filter if there is one, and shows how far it is.</summary>
internal sealed class FileAnalysis(AnalysisOptions options, string? filter, CancellationToken interruption)
{
    public CaptureSummary Single(string file)
    {
        using var progress = AnalysisProgress.Of(file);
        var own = options with { Files = [file] };
        if (filter is null)
            return CaptureAnalyzer.AnalyzeFile(file, own, progress, interruption);
        using var source = Filtered(CaptureFile.Open(file));
        return CaptureAnalyzer.Analyze(source, own, progress, interruption);
    }

    public CaptureSummary Merged(IReadOnlyList<string> files)
    {
        using var progress = AnalysisProgress.Of(string.Join(", ", files));
        using var source = Filtered(Open(files));
        return CaptureAnalyzer.Analyze(source, options with { Files = files }, progress, interruption);
    }

    private static MergedFrameSource Open(IReadOnlyList<string> files)
    {
        var opened = new List<(string Name, IFrameSource Source)>();
        try
        {
            foreach (var file in files)
                opened.Add((file, CaptureFile.Open(file)));
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
