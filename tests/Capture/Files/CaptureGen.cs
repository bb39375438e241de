using CsCheck;
using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

/// <summary>Random valid captures, with the frames that must be read from them.</summary>
internal static class CaptureGen
{
    private static readonly LinkType[] LinkTypes = [LinkType.Ethernet, LinkType.Raw, LinkType.LinuxSll2, LinkType.Null];

    private static readonly Gen<(byte[] Data, int Extra, long Microseconds, int Interface, int Kind)> Frame = Gen.Select(
        Gen.Byte.Array[1, 120], Gen.Int[0, 2000], Gen.Long[0, 3_000_000], Gen.Int[0, 3], Gen.Int[0, 9]);

    public sealed record Sample(byte[] File, IReadOnlyList<ReadFrame> Frames);

    public static Gen<Sample> Pcap(int minFrames, int maxFrames) =>
        Gen.Select(Frame.Array[minFrames, maxFrames], Gen.Bool, Gen.Bool, (frames, bigEndian, nanoseconds) =>
        {
            var file = new FileBuilder(bigEndian).Pcap(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4);
            var expected = new List<ReadFrame>();
            var time = 1_700_000_000_000_000L;
            foreach (var (data, extra, microseconds, _, _) in frames)
            {
                time += microseconds;
                var original = data.Length + extra;
                file.Record(data, time / 1_000_000, time % 1_000_000 * (nanoseconds ? 1000 : 1), original: original);
                expected.Add(new ReadFrame(time * 1000, (uint)original, LinkType.Ethernet, 0, Convert.ToHexString(data)));
            }
            return new Sample(file.ToArray(), expected);
        });

    /// <summary>Sections of both byte orders, four interfaces each, packet blocks with and without options, unknown blocks.</summary>
    public static Gen<Sample> Pcapng(int minFrames, int maxFrames, int maxSections = 3) =>
        Gen.Select(Frame.Array[minFrames, maxFrames].Array[1, maxSections], Gen.Bool, (sections, bigEndian) =>
        {
            var expected = new List<ReadFrame>();
            var whole = new FileBuilder();
            var (time, start) = (1_700_000_000_000_000L, 0);
            foreach (var frames in sections)
            {
                var section = new FileBuilder(bigEndian).Section();
                foreach (var type in LinkTypes)
                    section.Interface((int)type);
                foreach (var frame in frames)
                {
                    time += frame.Microseconds;
                    Add(section, frame.Data, frame.Extra, time, frame.Interface, frame.Kind);
                    expected.Add(new ReadFrame(
                        time * 1000, (uint)(frame.Data.Length + frame.Extra), LinkTypes[frame.Interface],
                        start + frame.Interface, Convert.ToHexString(frame.Data)));
                }
                whole.Bytes(section.ToArray());
                start += LinkTypes.Length;
                bigEndian = !bigEndian;
            }
            return new Sample(whole.ToArray(), expected);
        });

    private static void Add(FileBuilder section, byte[] data, int extra, long microseconds, int at, int kind)
    {
        var original = data.Length + extra;
        switch (kind)
        {
            case 0:
                section.Obsolete(data, (ulong)microseconds, at, original: original);
                break;
            case 1:
                section.Enhanced(data, (ulong)microseconds, at, original: original, options: section.Option(2, 1, 0, 0, 0));
                break;
            case 2:
                section.Block(0x0bad, [0, 0, 1, 2, 3]);
                goto default;
            case 3:
                section.Block(0x80000001, new byte[data.Length]);
                goto default;
            default:
                section.Enhanced(data, (ulong)microseconds, at, original: original);
                break;
        }
    }
}
