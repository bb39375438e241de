using System.Buffers.Binary;
using Wiretax.Capture;

namespace Wiretax.Tests.Agent;

/// <summary>The TCP ports in a capture of Ethernet frames with IPv4 headers of 20 bytes.</summary>
internal sealed record CapturedPorts(long Frames, long OriginalBytes, IReadOnlySet<int> Seen)
{
    private const int SourcePort = 14 + 20;
    private const int DestinationPort = SourcePort + 2;

    public static CapturedPorts Of(byte[] file)
    {
        using var source = CaptureFile.Open(new MemoryStream(file), "the capture");
        var seen = new HashSet<int>();
        long frames = 0, bytes = 0;
        while (source.Read(out var frame) == FrameRead.Frame)
        {
            frames++;
            bytes += frame.OriginalLength;
            seen.Add(BinaryPrimitives.ReadUInt16BigEndian(frame.Data[SourcePort..]));
            seen.Add(BinaryPrimitives.ReadUInt16BigEndian(frame.Data[DestinationPort..]));
        }
        return new CapturedPorts(frames, bytes, seen);
    }
}
