using Wiretax.Analysis.Accounting;
using Wiretax.Capture;

namespace Wiretax.Cli.Capturing;

/// <summary>Accounts for frames while they are captured, and shows the layers in a view, if there is one.</summary>
internal sealed class LiveLayers(LiveView? view) : ICaptureObserver, IDisposable
{
    private readonly CaptureLedger _ledger = new(new AnalysisOptions());

    public CaptureSummary Summary => _ledger.ToSummary();

    public void Captured(in CapturedFrame frame) => _ledger.Add(frame);

    public void Tick(CaptureNode node)
    {
        if (view is not null && view.IsDue(node.Elapsed))
            view.Show(node, Summary.Layers);
    }

    /// <summary>Takes the view away.</summary>
    public void Dispose() => view?.Dispose();
}
