using CsCheck;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;
using static Wiretax.Tests.Analysis.Dissection.FrameBytes;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>
/// Raw IP goes level by level, Ethernet may take the short way: both must say the same of one datagram.
/// </summary>
public sealed class PlainFrameTests
{
    private const int Link = 14;

    private static readonly Gen<byte[]> Segments =
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 10], Gen.Int[0, 9], (payload, words, padding) =>
            Join(Ipv4(6, Tcp(Bytes(payload), new byte[4 * words])), new byte[padding]));

    // Position and value of the bytes that decide: lengths, fragmentation, protocol, data offset.
    private static readonly Gen<(int At, byte Value)> Changes = Gen.Select(
        Gen.OneOf(Gen.OneOfConst(0, 2, 3, 6, 7, 9, 32), Gen.Int[0, 39]),
        Gen.OneOf(Gen.Byte, Gen.Byte[0, 60], Gen.OneOfConst<byte>(0x45, 0x50, 0x40, 0)));

    [Fact]
    public void The_short_way_says_what_the_long_way_says() => Gen.Select(
            Segments, Changes.Array[0, 2], Gen.Int[0, 120], Gen.Int[-20, 20])
        .Sample((datagram, changes, cut, longer) =>
        {
            foreach (var (at, value) in changes)
            {
                datagram[at] = value;
            }

            var length = (uint)Math.Max(datagram.Length + longer, 0);
            var captured = cut < datagram.Length && cut % 3 == 0 ? cut : datagram.Length;
            var raw = Dissected.Layers(datagram.AsSpan(0, captured), length, LinkType.Ipv4);
            var ethernet = Dissected.Layers(Ethernet(0x0800, datagram).AsSpan(0, Link + captured), length + Link);

            Assert.Equal($"ethernet 14 | {Dissected.Text(raw)}".TrimEnd(' ', '|'), Dissected.Text(ethernet));
            Assert.Equal(raw.Defect, ethernet.Defect);
            Assert.Equal(
                (raw.IpVersion, raw.NetworkLength, raw.LengthInferred, raw.IsFragment, raw.IsLaterFragment),
                (ethernet.IpVersion, ethernet.NetworkLength, ethernet.LengthInferred, ethernet.IsFragment,
                    ethernet.IsLaterFragment));
            Assert.Equal(
                (raw.Transport, raw.TransportHeaderLength, raw.PayloadLength, raw.EncapsulationBytes),
                (ethernet.Transport, ethernet.TransportHeaderLength, ethernet.PayloadLength,
                    ethernet.EncapsulationBytes));
            Assert.Equal(
                (Shifted(raw.NetworkOffset, raw.IpVersion != 0), Shifted(raw.PayloadOffset, raw.PayloadOffset != 0),
                    Shifted(raw.TransportOffset, raw.TransportOffset != 0), 1),
                (ethernet.NetworkOffset, ethernet.PayloadOffset, ethernet.TransportOffset, ethernet.LinkSpans));
        });

    private static int Shifted(int offset, bool isSet) => isSet ? offset + Link : 0;
}
