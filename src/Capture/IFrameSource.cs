namespace Wiretax.Capture;

/// <summary>What a read brought.</summary>
public enum FrameRead
{
    /// <summary>A frame was delivered.</summary>
    Frame,

    /// <summary>No frame arrived within the source's wait time; a live source may deliver one later.</summary>
    Timeout,

    /// <summary>The source has ended.</summary>
    End,
}

/// <summary>
/// Pulls frames from an interface or a file. Damage in the input never throws: it ends or skips the damaged part
/// and is told in <see cref="CaptureStatistics.Damages"/>.
/// </summary>
public interface IFrameSource : IDisposable
{
    /// <summary>Reads the next frame; its bytes are valid until the next call on this source.</summary>
    FrameRead Read(out CapturedFrame frame);

    /// <summary>What is known so far; complete once <see cref="Read"/> has returned <see cref="FrameRead.End"/>.</summary>
    CaptureStatistics Statistics { get; }
}
