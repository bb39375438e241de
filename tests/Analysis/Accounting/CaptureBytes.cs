using Wiretax.Tests.Capture.Files;

namespace Wiretax.Tests.Analysis.Accounting;

/// <summary>A trace as a nanosecond pcap file.</summary>
internal static class CaptureBytes
{
    private const uint NanosecondMagic = 0xa1b23c4d;

    public static byte[] Of(Trace trace)
    {
        var file = new FileBuilder().Pcap(NanosecondMagic);
        foreach (var each in trace.Frames)
            file.Record(each.Data, each.Time / 1_000_000_000, each.Time % 1_000_000_000, original: each.Length);
        return file.ToArray();
    }
}
