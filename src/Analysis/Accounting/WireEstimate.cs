using System.Runtime.CompilerServices;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// What an Ethernet carries for a frame (IEEE 802.3): padded to 60 bytes, then FCS 4, preamble and start delimiter 8,
/// inter-packet gap 12.
/// </summary>
internal static class WireEstimate
{
    /// <summary>Bytes that a frame is padded to.</summary>
    public const int MinimumFrame = 60;

    /// <summary>Bytes that the wire carries with each frame.</summary>
    public const int Overhead = 4 + 8 + 12;
    private const int EthernetHeader = 14;

    /// <summary>
    /// Bytes by which an Ethernet header is longer than the frame's own link header. Cooked and raw captures stand for
    /// some other link, so that their figures are assumed to be those of an Ethernet; 802.11 and the rest count as captured.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HeaderDifference(LinkType link) => link == LinkType.Ethernet ? 0 : OtherHeaderDifference(link);

    private static int OtherHeaderDifference(LinkType link) => link switch
    {
        LinkType.LinuxSll => EthernetHeader - 16,
        LinkType.LinuxSll2 => EthernetHeader - 20,
        LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd or LinkType.Ipv4 or LinkType.Ipv6 => EthernetHeader,
        LinkType.Null or LinkType.Loop => EthernetHeader - 4,
        _ => 0,
    };

    public static long FrameBytes(long length) => Math.Max(MinimumFrame, length) + Overhead;

    /// <summary>Frames and bytes after cutting <paramref name="payload"/> into segments, each with all headers.</summary>
    public static (long Frames, long Bytes) Recut(int headers, int payload, int segment)
    {
        var full = payload / segment;
        var rest = payload % segment;
        var bytes = full * FrameBytes(headers + segment);
        if (rest > 0)
            bytes += FrameBytes(headers + rest);
        return (full + (rest > 0 ? 1 : 0), bytes);
    }
}
