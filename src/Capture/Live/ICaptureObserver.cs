namespace Wiretax.Capture;

/// <summary>Watches a capture as it goes on; called by the thread that captures, so it must not dawdle.</summary>
public interface ICaptureObserver
{
    /// <summary>A frame was written; its bytes are valid during the call.</summary>
    void Captured(in CapturedFrame frame);

    /// <summary>Called now and then, at least every 100 ms.</summary>
    void Tick(CaptureNode node);
}
