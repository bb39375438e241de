namespace Wiretax.Tests.Capture.Files;

/// <summary>Damaged pcapng files: a section, an Ethernet interface and six plain blocks of 92 bytes, with one defect.</summary>
internal static class MalformedPcapng
{
    private const int First = 28 + 20;
    private const int Packet = 92;

    public static IEnumerable<MalformedCapture> All()
    {
        yield return new("pcapng-truncated-tail.pcapng", Six()[..^7], "The file ends within the sixth packet block.", 5,
            (First + 5 * Packet, "a block claims 92 bytes, 85 are left", false));
        yield return new("pcapng-truncated-block-header.pcapng", Six()[..(First + 5 * Packet + 6)],
            "The file ends within the sixth packet block's header.", 5,
            (First + 5 * Packet, "6 bytes are left, too few for a block", false));
        yield return new("pcapng-block-length-zero.pcapng", Patched(2, 4, 0), "The third block's length is zero.", 5,
            (First + 2 * Packet, "a block of 0 bytes, shorter than its own header", true));
        yield return new("pcapng-block-length-8.pcapng", Patched(2, 4, 8),
            "The third block's length is 8, which its own length field repeats where the second length is looked for. Found by fuzzing.", 5,
            (First + 2 * Packet, "a block of 8 bytes, shorter than its own header", true));
        yield return new("pcapng-block-length-odd.pcapng", Patched(2, 4, 93), "The third block's length is no multiple of four, and wrong.", 5,
            (First + 2 * Packet, "a block of 93 bytes ends with the length", true));
        yield return new("pcapng-block-length-4-gigabytes.pcapng", Patched(2, 4, 0xffff_fffc), "The third block's length is 4 GiB - 4.", 5,
            (First + 2 * Packet, "a block of 4294967292 bytes, more than 16777216", true));
        yield return new("pcapng-block-length-beyond-the-end.pcapng", Patched(2, 4, 100_000), "The third block claims 100,000 bytes.", 5,
            (First + 2 * Packet, "a block claims 100000 bytes, 368 are left", true));
        yield return new("pcapng-trailing-length-wrong.pcapng", Patched(2, Packet - 4, 1234),
            "The third block's second length is wrong, the first one leads on: the frame is kept.", 6,
            (First + 2 * Packet, "a block of 92 bytes ends with the length 1234", true));
        yield return new("pcapng-unaligned-block.pcapng", Unaligned(),
            "A block whose length is not padded to 32 bits, as some writers made them; its frame is kept.", 2,
            (First + Packet, "a block of 93 bytes, which is no multiple of four", true));
        yield return new("pcapng-no-interface.pcapng", new FileBuilder().Section().Enhanced(MalformedCapture.Frame(0)).ToArray(),
            "A frame without any interface description: its link type is not known.", 0,
            (28, "a frame of interface 0, which is not described", true));
        yield return new("pcapng-interface-out-of-range.pcapng", Patched(2, 8, 7), "The third frame is of an interface that is not described.", 5,
            (First + 2 * Packet, "a frame of interface 7, which is not described", true));
        yield return new("pcapng-interface-too-short.pcapng", new FileBuilder().Section().Block(1, [1, 0, 0, 0]).Interface()
                .Enhanced(MalformedCapture.Frame(0)).Enhanced(MalformedCapture.Frame(1), @interface: 1).ToArray(),
            "The first interface's description is too short; the second one's is sound.", 1,
            (28, "an interface description of 16 bytes, too short for its fields", true),
            (28 + 16 + 20, "a frame of interface 0, whose description is damaged", true));
        yield return new("pcapng-captured-beyond-block.pcapng", Patched(2, 20, 61 + 3), "The third frame's captured length is beyond its block.", 5,
            (First + 2 * Packet, "captured length 64 is beyond the block, which has room for 60", true));
        yield return new("pcapng-captured-beyond-original.pcapng", Patched(2, 24, 20),
            "The third block holds 60 bytes of a frame that it says had 20: the frame is kept, as 20 bytes.", 6,
            (First + 2 * Packet, "captured length 60 is beyond the original length 20", true));
        yield return new("pcapng-original-4-gigabytes.pcapng", Patched(2, 24, 0xffff_ffff),
            "The third frame's original length is 4 GiB - 1: it is left out of the totals.", 5,
            (First + 2 * Packet, "an original length of 4294967295 bytes, more than 16777216", true));
        yield return new("pcapng-packet-too-short.pcapng", new FileBuilder().Section().Interface().Block(6, new byte[12]).ToArray(),
            "A packet block without room for its fields.", 0,
            (First, "a packet block of 24 bytes, too short for its fields", true));
        yield return new("pcapng-option-beyond-block.pcapng", new FileBuilder().Section().Interface()
                .Enhanced(MalformedCapture.Frame(0), options: [1, 0, 255, 255, 65, 66, 67, 68]).Enhanced(MalformedCapture.Frame(1)).ToArray(),
            "A comment that claims 65,535 bytes in a block that has four.", 2,
            (First, "an option is longer than its block", true));
        foreach (var resolution in (byte[])[0, 10, 127, 0x80, 0x80 + 64, 255])
        {
            yield return new($"pcapng-tsresol-{resolution}.pcapng", Resolution(resolution),
                $"if_tsresol is {resolution}: ticks of {((resolution & 0x80) == 0 ? "10" : "2")}^-{resolution & 0x7f} seconds.", 1);
        }
        yield return new("pcapng-time-beyond-64-bits.pcapng", new FileBuilder().Section().Interface()
                .Enhanced(MalformedCapture.Frame(0), ticks: ulong.MaxValue).ToArray(),
            "A time of 2^64 - 1 microseconds does not fit into 64-bit nanoseconds: the largest is taken.", 1,
            (First, "a time of 18446744073709551615 ticks, beyond 64-bit nanoseconds", true));
        yield return new("pcapng-tsoffset-extreme.pcapng", new FileBuilder().Section()
                .Interface(options: new FileBuilder().Counter(14, 0x8000_0000_0000_0000)).Enhanced(MalformedCapture.Frame(0)).ToArray(),
            "if_tsoffset is -2^63 seconds.", 1,
            (First + 12, "a time of 1700000000000000 ticks, beyond 64-bit nanoseconds", true));
        yield return new("pcapng-byte-order-unknown.pcapng", UnknownByteOrder(),
            "The second section's byte-order magic is no such; the third section is sound.", 2,
            (First + Packet, "a section of unknown byte order", true));
        yield return new("pcapng-section-version-9.pcapng", new FileBuilder()
                .Block(0x0a0d0d0a, new FileBuilder().Body(body => body.U32(0x1a2b3c4d).U16(9).U16(0).U64(ulong.MaxValue)))
                .Interface().Enhanced(MalformedCapture.Frame(0)).ToArray(),
            "A section of version 9.0; its blocks turn out to be readable.", 1,
            (0, "a section of pcapng version 9.0; version 1 is read", true));
        yield return new("pcapng-garbage-between-blocks.pcapng", Garbage(), "333 bytes of noise between the third and the fourth packet block.", 6,
            (First + 3 * Packet, "a block ", true));
        yield return new("pcapng-statistics-without-interface.pcapng", new FileBuilder().Section().Interface()
                .Enhanced(MalformedCapture.Frame(0)).Statistics(3, new FileBuilder().Counter(4, 1)).ToArray(),
            "Statistics of an interface that is not described.", 1,
            (First + Packet, "statistics of interface 3, which is not described", true));
        yield return new("pcapng-simple-without-interface.pcapng", new FileBuilder().Section().Simple(MalformedCapture.Frame(0)).ToArray(),
            "A simple packet block without any interface description.", 0,
            (28, "a frame of interface 0, which is not described", true));
        yield return new("pcapng-zero-byte-frame.pcapng", new FileBuilder().Section().Interface().Enhanced([]).ToArray(),
            "A frame of zero bytes: no interface delivers such a one.", 1,
            (First, "a frame of zero bytes", true));
        yield return new("pcapng-section-only.pcapng", new FileBuilder().Section().ToArray(), "A section without interfaces and frames: legal.", 0);
    }

    private static byte[] Six()
    {
        var file = new FileBuilder().Section().Interface();
        for (var i = 0; i < 6; i++)
            file.Enhanced(MalformedCapture.Frame(i), ticks: 1_700_000_000_000_000 + (ulong)i);
        return file.ToArray();
    }

    private static byte[] Patched(int at, int field, uint value)
    {
        var file = Six();
        BitConverter.TryWriteBytes(file.AsSpan(First + (at * Packet) + field), value);
        return file;
    }

    private static byte[] Unaligned() => new FileBuilder().Section().Interface().Enhanced(MalformedCapture.Frame(0))
        .Block(6, new FileBuilder().Body(body => body.U32(0).U32(0).U32(1).U32(61).U32(61).Bytes(MalformedCapture.Frame(1)).Bytes(0)), length: 93)
        .ToArray();

    private static byte[] Resolution(byte resolution) => new FileBuilder().Section()
        .Interface(options: new FileBuilder().Option(9, resolution)).Enhanced(MalformedCapture.Frame(0), ticks: 1_000_000_000).ToArray();

    private static byte[] UnknownByteOrder()
    {
        var one = new FileBuilder().Section().Interface().Enhanced(MalformedCapture.Frame(0)).ToArray();
        byte[] bad = [.. one];
        bad[8] = 0x77;
        // Behind a section of unknown byte order nothing is read before the next section: its blocks could be anything.
        return [.. one, .. bad[..28], .. one];
    }

    private static byte[] Garbage()
    {
        var noise = new byte[333];
        new Random(1).NextBytes(noise);
        return [.. Six()[..(First + (3 * Packet))], .. noise, .. Six()[(First + (3 * Packet))..]];
    }
}
