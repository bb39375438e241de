namespace Wiretax.Capture;

/// <summary>Opens capture files of any format.</summary>
public static class CaptureFile
{
    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <exception cref="CaptureFormatException">It cannot be opened or is no capture.</exception>
    public static IFrameSource Open(string path) => throw new NotImplementedException();
}
