using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Wiretax.Capture;

/// <summary>
/// Reads pcap. A record is its header (seconds, fraction, captured and original length) and the captured bytes; there
/// is no marker between records, so behind damage the next chain of plausible records is looked for.
/// </summary>
internal sealed unsafe partial class PcapReader : CaptureFileSource
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly PcapHeader _header;
    private readonly bool _plain;
    private readonly bool _swapped;
    private readonly int _recordLength;
    private readonly long _tick;
    private readonly uint _ticksPerSecond;
    private readonly LinkType _linkType;
    private long _lastSeconds = long.MinValue / 2;

    /// <param name="window">Stands on the file's first record.</param>
    public PcapReader(ByteWindow window, PcapHeader header)
        : base(window)
    {
        _header = header;
        _plain = header.LengthOrder == PcapLengthOrder.CapturedFirst;
        _swapped = header.Swapped;
        _recordLength = header.RecordLength;
        _tick = header.TickNanoseconds;
        _ticksPerSecond = (uint)(NanosecondsPerSecond / header.TickNanoseconds);
        _linkType = header.LinkType;
        _longestRecord = Math.Clamp(header.SnapLength ?? long.MaxValue, LeastLongestRecord, CaptureLimits.MaxCapturedLength);
    }

    public override string Format => "pcap";

    public override CaptureStatistics Statistics => new()
    {
        Interfaces =
        [
            new CaptureInterface
            {
                LinkType = _linkType,
                SnapLength = _header.SnapLength,
                TickNanoseconds = _header.TickNanoseconds,
            },
        ],
        Damages = Damages.Stored,
        DamageCount = Damages.Count,
    };

    public override FrameRead Read(out CapturedFrame frame)
    {
        var cursor = (nint)Window.Cursor;
        if (!_plain || !TryReadPlain(ref cursor, (nint)Window.End, out var plain))
            return ReadCarefully(out frame);
        MoveTo(cursor, plain);
        frame = plain.Frame;
        return FrameRead.Frame;
    }

    public override int ReadAtHand(Span<FrameAtHand> frames)
    {
        if (!_plain)
            return 0;
        var (cursor, end) = ((nint)Window.Cursor, (nint)Window.End);
        var count = 0;
        while (count < frames.Length && TryReadPlain(ref cursor, end, out frames[count]))
            count++;
        if (count > 0)
            MoveTo(cursor, frames[count - 1]);
        return count;
    }

    private void MoveTo(nint cursor, in FrameAtHand last)
    {
        Window.Cursor = (byte*)cursor;
        _lastSeconds = last.TimestampNanoseconds / NanosecondsPerSecond;
    }

    /// <param name="cursor">Is moved behind the record.</param>
    /// <param name="end">Behind the last byte at hand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadPlain(ref nint cursor, nint end, out FrameAtHand frame)
    {
        Unsafe.SkipInit(out frame);
        var record = (byte*)cursor;
        var room = end - cursor - _recordLength;
        if (room < 0)
            return false;
        var (seconds, fraction) = (*(uint*)record, *(uint*)(record + 4));
        var (captured, original) = (*(uint*)(record + 8), *(uint*)(record + 12));
        if (_swapped)
        {
            (seconds, fraction) = (BinaryPrimitives.ReverseEndianness(seconds), BinaryPrimitives.ReverseEndianness(fraction));
            (captured, original) = (BinaryPrimitives.ReverseEndianness(captured), BinaryPrimitives.ReverseEndianness(original));
        }
        // original - 1 wraps around for zero: a record without bytes goes the slow way.
        if (captured > original || captured > CaptureLimits.MaxCapturedLength || captured > room
            || original - 1 >= CaptureLimits.MaxOriginalLength || fraction >= _ticksPerSecond)
            return false;
        var data = record + _recordLength;
        cursor = (nint)(data + captured);
        frame = new FrameAtHand(data, (int)captured, original, (seconds * NanosecondsPerSecond) + (fraction * _tick), _linkType);
        return true;
    }

    /// <summary>Reads whatever is not a plain record wholly at hand: the window's edge, odd records, damage, the end.</summary>
    private FrameRead ReadCarefully(out CapturedFrame frame)
    {
        frame = default;
        while (!IsEnded)
        {
            if (!Window.Require(_recordLength))
                return EndOfInput("a record header");

            var record = Header(Window.Cursor);
            if (record.IsBlank && Window.Require(2 * _recordLength) && Header(Window.Cursor + _recordLength).IsBlank)
                Resynchronise($"zero bytes in place of records");
            else if (record.Captured > CaptureLimits.MaxCapturedLength)
                PassOver(record, $"a record of {record.Captured} captured bytes, more than {CaptureLimits.MaxCapturedLength}");
            else if (!Window.Require(_recordLength + (long)record.Captured))
                Resynchronise($"a record claims {record.Captured} bytes, {Window.Available - _recordLength} are left");
            else if (record.Original > CaptureLimits.MaxOriginalLength)
                PassOver(record, $"an original length of {record.Original} bytes, more than {CaptureLimits.MaxOriginalLength}");
            else if (Oddity(record) is not null && !FollowsFrom(_recordLength + (long)record.Captured))
                Resynchronise($"no plausible record header");
            else
                return Deliver(record, out frame);
        }
        return FrameRead.End;
    }

    /// <summary>What is wrong with a record that can be delivered all the same; null for nothing.</summary>
    private FormattableString? Oddity(PcapRecord record)
    {
        if (record.Captured > record.Original)
            return $"captured length {record.Captured} is beyond the original length {record.Original}";
        if (record.Fraction >= _ticksPerSecond)
            return $"a fraction of a second of {record.Fraction}/{_ticksPerSecond}";
        if (record.Original == 0)
            return $"a record of zero bytes";
        return null;
    }

    private FrameRead Deliver(PcapRecord record, out CapturedFrame frame)
    {
        if (Oddity(record) is { } oddity)
            Flag(Window.Offset, recovered: true, oddity);

        _lastSeconds = record.Seconds;
        var data = Window.Cursor + _recordLength;
        Window.Cursor = data + record.Captured;
        frame = new CapturedFrame(
            new ReadOnlySpan<byte>(data, (int)Math.Min(record.Captured, record.Original)), record.Original,
            (record.Seconds * NanosecondsPerSecond) + (record.Fraction * _tick), _linkType);
        return FrameRead.Frame;
    }

    private uint Load(byte* at)
    {
        var value = *(uint*)at;
        return _swapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    private PcapRecord Header(byte* at)
    {
        var (captured, original) = (Load(at + 8), Load(at + 12));
        if (_header.LengthOrder == PcapLengthOrder.OriginalFirst
            || (_header.LengthOrder == PcapLengthOrder.SmallerIsCaptured && captured > original))
        {
            (captured, original) = (original, captured);
        }
        return new PcapRecord(Load(at), Load(at + 4), captured, original);
    }

    /// <summary>A record's header in this machine's byte order.</summary>
    private readonly record struct PcapRecord(uint Seconds, uint Fraction, uint Captured, uint Original)
    {
        public bool IsBlank => (Seconds | Fraction | Captured | Original) == 0;
    }
}
