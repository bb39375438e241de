namespace Wiretax.Tests.Capture.Files;

/// <summary>Damaged pcap files: six plain records of 16 + 60 bytes each, with one defect.</summary>
internal static class MalformedPcap
{
    private const int Header = 24;
    private const int Record = 16 + 60;

    public static IEnumerable<MalformedCapture> All()
    {
        yield return new("pcap-truncated-record-header.pcap", Six()[..(Header + 5 * Record + 9)],
            "The file ends within the sixth record's header.", 5,
            (Header + 5 * Record, "9 bytes are left, too few for a record header", false));
        yield return new("pcap-truncated-data.pcap", Six()[..^13],
            "The file ends within the sixth record's data.", 5,
            (Header + 5 * Record, "a record claims 60 bytes, 47 are left", false));
        yield return new("pcap-captured-4-gigabytes.pcap", Patched(at: 2, field: 8, 0xffff_ffff),
            "The third record's captured length is 4 GiB - 1.", 5,
            (Header + 2 * Record, "a record of 4294967295 captured bytes, more than 262144", true));
        yield return new("pcap-captured-negative.pcap", Patched(at: 2, field: 8, 0x8000_0000),
            "The third record's captured length is 2 GiB, negative as a signed number.", 5,
            (Header + 2 * Record, "a record of 2147483648 captured bytes", true));
        yield return new("pcap-captured-beyond-the-end.pcap", Patched(at: 2, field: 8, 100_000),
            "The third record claims 100,000 bytes, more than the file has.", 5,
            (Header + 2 * Record, "a record claims 100000 bytes, 288 are left", true));
        yield return new("pcap-captured-zero.pcap", Patched(at: 2, field: 8, 0),
            "The third record's captured length is zero although its data is there: what follows is no header.", 6,
            (Header + 2 * Record + 16, "a record of", true));
        yield return new("pcap-original-4-gigabytes.pcap", Patched(at: 2, field: 12, 0xffff_ffff),
            "The third record's original length is 4 GiB - 1: it is left out of the totals.", 5,
            (Header + 2 * Record, "an original length of 4294967295 bytes, more than 16777216", true));
        yield return new("pcap-captured-beyond-original.pcap", Patched(at: 2, field: 12, 20),
            "The third record holds 60 bytes of a frame that it says had 20: the frame is kept, as 20 bytes.", 6,
            (Header + 2 * Record, "captured length 60 is beyond the original length 20", true));
        yield return new("pcap-record-over-256-kib.pcap", Large(),
            "A record of 300,000 bytes between two plain ones: it is left out of the totals.", 2,
            (Header + Record, "a record of 300000 captured bytes, more than 262144", true));
        yield return new("pcap-zero-byte-record.pcap", new FileBuilder().Pcap()
                .Record(MalformedCapture.Frame(0)).Record([]).Record(MalformedCapture.Frame(1)).ToArray(),
            "A record of zero bytes between two plain ones: no interface delivers such a frame.", 3,
            (Header + Record, "a record of zero bytes", true));
        yield return new("pcap-zero-filled-tail.pcap", new FileBuilder().Bytes(Six()).Bytes(new byte[1000]).ToArray(),
            "1000 zero bytes behind the last record, as a crash leaves them.", 6,
            (Header + 6 * Record, "zero bytes in place of records", false));
        yield return new("pcap-zero-filled-middle.pcap", Zeroed(),
            "Zero bytes in place of the third and fourth record.", 4,
            (Header + 2 * Record, "zero bytes in place of records", true));
        yield return new("pcap-bytes-missing.pcap", [.. Six()[..(Header + Record + 50)], .. Six()[(Header + 2 * Record)..]],
            "The end of the second record's data is missing, so that its length leads into the third one's data.", 5,
            (Header + 2 * Record, "no plausible record header", true));
        yield return new("pcap-garbage-middle.pcap", Garbage(),
            "333 bytes of noise between the third and the fourth record.", 6,
            (Header + 3 * Record, "a record of", true));
        yield return new("pcap-fraction-over-a-second.pcap", Patched(at: 2, field: 4, 4_000_000_000),
            "The third record's fraction is 4000 seconds of microseconds: the frame is kept, with the fraction carried over.", 6,
            (Header + 2 * Record, "a fraction of a second of 4000000000/1000000", true));
        yield return new("pcap-seconds-beyond-2038.pcap", Patched(at: 2, field: 0, 0xffff_fff0),
            "The third record is of the year 2106: legal, seconds are unsigned.", 6);
        yield return new("pcap-time-goes-back.pcap", Patched(at: 2, field: 0, 1_000_000_000),
            "The third record is 22 years older than its neighbours: legal.", 6);
        yield return new("pcap-snaplen-zero.pcap", new FileBuilder().Pcap(snapLength: 0).Record(MalformedCapture.Frame(0)).ToArray(),
            "The header states a snaplen of 0, which means none.", 1);
        yield return new("pcap-unknown-link-type.pcap", new FileBuilder().Pcap(linkType: 61_234).Record(MalformedCapture.Frame(0)).ToArray(),
            "A link type that nobody has registered.", 1);
    }

    private static byte[] Six()
    {
        var file = new FileBuilder().Pcap();
        for (var i = 0; i < 6; i++)
            file.Record(MalformedCapture.Frame(i), fraction: i * 1000);
        return file.ToArray();
    }

    private static byte[] Patched(int at, int field, uint value)
    {
        var file = Six();
        BitConverter.TryWriteBytes(file.AsSpan(Header + (at * Record) + field), value);
        return file;
    }

    private static byte[] Large() => new FileBuilder().Pcap()
        .Record(MalformedCapture.Frame(0)).Record(new byte[300_000]).Record(MalformedCapture.Frame(1)).ToArray();

    private static byte[] Zeroed()
    {
        var file = Six();
        file.AsSpan(Header + (2 * Record), 2 * Record).Clear();
        return file;
    }

    private static byte[] Garbage()
    {
        var noise = new byte[333];
        new Random(1).NextBytes(noise);
        return [.. Six()[..(Header + (3 * Record))], .. noise, .. Six()[(Header + (3 * Record))..]];
    }
}
