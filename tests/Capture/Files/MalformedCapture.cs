namespace Wiretax.Tests.Capture.Files;

/// <summary>A file of <c>captures/malformed</c>: what is wrong with it, and what a reader makes of it.</summary>
/// <param name="Name">File name: the defect.</param>
/// <param name="Explanation">What is odd, in one sentence.</param>
/// <param name="Frames">Frames that are read, before and behind the damage.</param>
/// <param name="Damages">Offset and the beginning of the cause of each damage, in order.</param>
internal sealed record MalformedCapture(
    string Name, byte[] Bytes, string Explanation, int Frames, params (long Offset, string Cause, bool Recovered)[] Damages)
{
    public static IReadOnlyList<MalformedCapture> All { get; } =
        [.. MalformedPcap.All(), .. MalformedPcapng.All(), .. MalformedPackets.All()];

    /// <summary>A plain UDP frame of 60 bytes that tells its number.</summary>
    public static byte[] Frame(int number)
    {
        byte[] frame =
        [
            2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0,
            0x45, 0, 0, 46, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2,
            0x30, 0x39, 0x30, 0x3a, 0, 26, 0, 0,
            .. new byte[18],
        ];
        frame[^1] = (byte)number;
        return frame;
    }
}
