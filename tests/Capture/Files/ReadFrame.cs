using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

/// <summary>A frame with bytes of its own, to be compared.</summary>
internal sealed record ReadFrame(long Nanoseconds, uint Original, LinkType LinkType, int Interface, string Data)
{
    public int Captured => Data.Length / 2;

    public static ReadFrame Of(in CapturedFrame frame) => new(
        frame.TimestampNanoseconds, frame.OriginalLength, frame.LinkType, frame.InterfaceIndex, Convert.ToHexString(frame.Data));
}

/// <summary>All that a source gave.</summary>
internal sealed record ReadCapture(IReadOnlyList<ReadFrame> Frames, CaptureStatistics Statistics)
{
    public IReadOnlyList<CaptureDamage> Damages => Statistics.Damages;

    public static ReadCapture Of(string path) => Of(CaptureFile.Open(path));

    public static ReadCapture Of(byte[] file) => Of(CaptureFile.Open(new MemoryStream(file), "the test's file"));

    public static ReadCapture Of(FileBuilder file) => Of(file.ToArray());

    public static ReadCapture Of(IFrameSource source)
    {
        using (source)
        {
            var frames = new List<ReadFrame>();
            while (source.Read(out var frame) == FrameRead.Frame)
                frames.Add(ReadFrame.Of(frame));
            return new ReadCapture(frames, source.Statistics);
        }
    }
}
