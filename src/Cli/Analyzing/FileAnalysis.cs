using Wiretax.Analysis.Accounting;
using Wiretax.Capture;

namespace Wiretax.Cli.Analyzing;

/// <summary>Analyses files one by one, with a filter if there is one, and shows how far it is.</summary>
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

    private IFrameSource Filtered(IFrameSource source) => filter is null ? source : new FilteredFrameSource(source, filter);
}
