using CsCheck;
using Wiretax.Capture;

namespace Wiretax.Tests.Capture.Files;

public sealed class PcapReaderTests
{
    private static readonly byte[] Data = MalformedCapture.Frame(7);
    private static readonly string Hex = Convert.ToHexString(Data);

    [Fact]
    public void Every_record_of_any_sound_file_is_read() => CaptureGen.Pcap(0, 40).Sample(sample =>
    {
        var read = ReadCapture.Of(sample.File);
        Assert.Equal(sample.Frames, read.Frames);
        Assert.Empty(read.Damages);
    }, iter: 200);

    [Theory]
    [InlineData(0xa1b2c3d4, false, 5_000)]
    [InlineData(0xa1b2c3d4, true, 5_000)]
    [InlineData(0xa1b23c4d, false, 5)]
    [InlineData(0xa1b23c4d, true, 5)]
    public void Micro_and_nanosecond_files_are_read_in_both_byte_orders(uint magic, bool bigEndian, long fraction)
    {
        var read = ReadCapture.Of(new FileBuilder(bigEndian).Pcap(magic, snapLength: 96).Record(Data, fraction: 5, original: 1500));

        Assert.Equal([new ReadFrame(1_700_000_000_000_000_000 + fraction, 1500, LinkType.Ethernet, 0, Hex)], read.Frames);
        Assert.Equal(
            new CaptureInterface { LinkType = LinkType.Ethernet, SnapLength = 96, TickNanoseconds = fraction / 5 },
            Assert.Single(read.Statistics.Interfaces));
        Assert.Empty(read.Damages);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_modified_format_has_eight_more_bytes_in_each_record(bool bigEndian)
    {
        var file = new FileBuilder(bigEndian).Pcap(0xa1b2cd34);
        for (var i = 0; i < 3; i++)
            file.U32(1_700_000_000).U32(i).U32(60).U32(60).U32(2).U16(0x0800).Bytes(0, 0).Bytes(Data);

        var read = ReadCapture.Of(file);

        Assert.Equal([Hex, Hex, Hex], read.Frames.Select(each => each.Data));
        Assert.Equal(1_700_000_000_000_002_000, read.Frames[2].Nanoseconds);
        Assert.Empty(read.Damages);
    }

    [Theory]
    [InlineData(0xa1b2c3d4, 4)]
    [InlineData(0xa1b2c3d4, 8)]
    [InlineData(0xa1b2cd34, 12)]
    public void Patched_formats_are_told_by_their_records(uint magic, int more)
    {
        var file = new FileBuilder().Pcap(magic);
        for (var i = 0; i < 5; i++)
            file.U32(1_700_000_000).U32(i).U32(60).U32(60).Bytes(new byte[more]).Bytes(Data);

        var read = ReadCapture.Of(file);

        Assert.Equal(Enumerable.Repeat(Hex, 5), read.Frames.Select(each => each.Data));
        Assert.Empty(read.Damages);
    }

    [Theory]
    [InlineData(0x1c0001ac)]
    [InlineData(0x1c0001ab)]
    public void Ixia_files_have_a_length_behind_the_header_and_microseconds(uint magic)
    {
        var read = ReadCapture.Of(new FileBuilder().Pcap(magic).U32(76).Record(Data, fraction: 5));

        Assert.Equal([new ReadFrame(1_700_000_000_000_005_000, 60, LinkType.Ethernet, 0, Hex)], read.Frames);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(543, 0)]
    public void Old_versions_state_the_original_length_first(int major, int minor)
    {
        var read = ReadCapture.Of(new FileBuilder().Pcap(major: major, minor: minor).Record(Data, captured: 1500, original: 60));

        Assert.Equal((1500u, 60), (Assert.Single(read.Frames).Original, read.Frames[0].Captured));
        Assert.Empty(read.Damages);
    }

    [Fact]
    public void The_upper_bits_of_the_link_type_state_the_checksum_length() =>
        Assert.Equal(LinkType.Ethernet, ReadCapture.Of(new FileBuilder().Pcap(linkType: 0x2400_0001).Record(Data)).Frames[0].LinkType);

    [Fact]
    public void Seconds_are_unsigned_and_fractions_carry_over()
    {
        var read = ReadCapture.Of(new FileBuilder().Pcap(0xa1b23c4d)
            .Record(Data, seconds: 0xffff_ffff, fraction: 999_999_999).Record(Data, seconds: 0xffff_ffff, fraction: 0xffff_ffff));

        Assert.Equal(
            [4_294_967_295_999_999_999, 4_294_967_295_000_000_000 + 4_294_967_295], read.Frames.Select(each => each.Nanoseconds));
        Assert.Equal("a fraction of a second of 4294967295/1000000000", Assert.Single(read.Damages).Cause);
    }

    [Fact]
    public void A_file_cut_anywhere_keeps_the_records_before_the_cut()
    {
        var whole = new FileBuilder().Pcap();
        var ends = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            whole.Record(MalformedCapture.Frame(i).AsSpan()[..(14 + i)], fraction: i);
            ends.Add(whole.Length);
        }

        for (var length = 24; length <= whole.Length; length++)
        {
            var read = ReadCapture.Of(whole.ToArray()[..length]);
            Assert.Equal(ends.Count(end => end <= length), read.Frames.Count);
            Assert.Equal(length == 24 || ends.Contains(length) ? 0 : 1, read.Damages.Count);
        }
    }

    [Fact]
    public void Noise_anywhere_costs_no_record_outside_of_it() =>
        Gen.Select(CaptureGen.Pcap(20, 60), Gen.Int[0, 1_000_000], Gen.Byte.Array[1, 500]).Sample((sample, seed, noise) =>
        {
            // Noise between two records: all records before it, and at least all but a few behind it, are there.
            var at = 24;
            var before = seed % sample.Frames.Count;
            foreach (var frame in sample.Frames.Take(before))
                at += 16 + frame.Captured;
            var read = ReadCapture.Of([.. sample.File[..at], .. noise, .. sample.File[at..]]);

            Assert.Equal(sample.Frames.Take(before), read.Frames.Take(before));
            Assert.True(read.Frames.Count >= sample.Frames.Count - 8, $"{read.Frames.Count} of {sample.Frames.Count}");
        }, iter: 300);
}
