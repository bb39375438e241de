using Wiretax.Analysis.Accounting;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Cli.Capturing;

/// <summary>Accounts for frames while they are captured, and shows the layers in a view, if there is one.</summary>
internal sealed class LiveLayers(LiveView? view) : ICaptureObserver, IDisposable
{
    private readonly CaptureLedger _ledger = new(new AnalysisOptions());
    private FrameLayers _layers;

    public CaptureSummary Summary => _ledger.ToSummary();

    public void Captured(in CapturedFrame frame)
    {
        FrameDissector.Dissect(frame, ref _layers);
        _ledger.Add(frame, _layers);
    }

    public void Tick(CaptureNode node)
    {
        if (view is not null && view.IsDue(node.Elapsed))
            view.Show(node, Summary.Layers);
    }

    /// <summary>Takes the view away.</summary>
    public void Dispose() => view?.Dispose();
}
