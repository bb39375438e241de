using Wiretax.Capture;

namespace Wiretax.Cli.Capturing;

/// <summary>A capture by hand: until its duration is over or Ctrl-C, and a summary of what came.</summary>
internal static class ManualCapture
{
    /// <returns>
    /// Ctrl-C is how a capture without a duration ends, and an interruption of one with; a capture with lost frames is
    /// not to be trusted.
    /// </returns>
    public static int Run(LiveCaptureOptions options, string file, TimeSpan? duration, bool json, CancellationToken interruption)
    {
        using var node = CaptureNode.Open(options, file);
        if (!json)
            Console.Error.WriteLine($"wiretax: capturing on '{options.Interface}' into {file}{(duration is null ? "; Ctrl-C ends it" : "")}");
        var layers = Console.IsErrorRedirected && !json ? null : new LiveLayers(Console.IsErrorRedirected ? null : new LiveView(Console.Error));
        CaptureNodeResult result;
        using (layers)
            result = node.Run(duration, layers, interruption);
        var report = CaptureReport.Of(node, result, options, file) with { Layers = layers?.Summary.Layers };
        if (json)
            Output.Json(report, CaptureReportJson.Default.CaptureReport);
        else
            Console.Out.WriteLine(report.ToSentence());

        if (duration is not null && interruption.IsCancellationRequested)
            return ExitStatus.Interrupted;
        return report.Complete ? ExitStatus.Done : ExitStatus.NotTrustworthy;
    }
}
