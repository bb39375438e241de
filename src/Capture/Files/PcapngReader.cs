using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Wiretax.Capture;

/// <summary>
/// Reads pcapng: sections of either byte order, interfaces of any link type and time resolution, all packet blocks.
/// Every block holds its length at both ends, which makes it possible to go on behind damage.
/// </summary>
internal sealed unsafe partial class PcapngReader : CaptureFileSource
{
    private const int EnhancedFixed = 28;

    private PcapngInterface[] _interfaces = new PcapngInterface[4];
    private int _interfaceCount;
    private int _sectionStart;
    private bool _swapped;
    private bool _inSection;
    private long _lastNanoseconds = NoTime;

    /// <summary>Before the first time.</summary>
    private const long NoTime = long.MinValue;

    /// <param name="window">Stands on the file's first block.</param>
    public PcapngReader(ByteWindow window)
        : base(window)
    {
    }

    /// <summary>A reader of a later part of the input that <paramref name="preamble"/> has read the beginning of.</summary>
    private PcapngReader(ByteWindow window, PcapngReader preamble)
        : base(window)
    {
        _isPart = true;
        _interfaces = [.. preamble._interfaces];
        _interfaceCount = preamble._interfaceCount;
        _descriptions.AddRange(preamble._descriptions);
        _interfaceText = preamble._interfaceText;
        _sectionStart = preamble._sectionStart;
        _swapped = preamble._swapped;
        _inSection = preamble._inSection;
        _metadataEnd = preamble._metadataEnd;
    }

    public override string Format => "pcapng";

    public override FrameRead Read(out CapturedFrame frame)
    {
        if (!TryReadPlain(out var plain))
            return ReadCarefully(out frame);
        frame = plain.Frame;
        return FrameRead.Frame;
    }

    public override int ReadAtHand(Span<FrameAtHand> frames)
    {
        for (var count = 0; count < frames.Length; count++)
        {
            if (!TryReadPlain(out frames[count]))
                return count;
        }
        return frames.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadPlain(out FrameAtHand frame)
    {
        Unsafe.SkipInit(out frame);
        var block = Window.Cursor;
        var room = Window.End - block;
        if (room < EnhancedFixed + 4 || Load(block) != PcapngBlock.EnhancedPacket)
            return false;
        var length = Load(block + 4);
        var index = _sectionStart + (long)Load(block + 8);
        var captured = Load(block + 20);
        var original = Load(block + 24);
        var rest = (long)length - EnhancedFixed - 4 - PcapngBlock.Padded(captured);
        // original - 1 wraps around for zero: a frame without bytes goes the slow way, as everything odd does.
        if (length > room || (length & 3) != 0 || rest < 0 || Load(block + length - 4) != length
            || captured > original || captured > CaptureLimits.MaxCapturedLength
            || original - 1 >= CaptureLimits.MaxOriginalLength || index >= _interfaceCount)
            return false;
        ref var at = ref _interfaces[index];
        var ticks = ((ulong)Load(block + 12) << 32) | Load(block + 16);
        if (ticks >= at.Scale.DirectEnd || !at.IsUsable)
            return false;
        if (rest > 0)
            ReadPacketOptions(block + EnhancedFixed + PcapngBlock.Padded(captured), rest, (int)index);
        Window.Cursor = block + length;
        _lastNanoseconds = (long)(ticks * at.Scale.DirectMultiplier);
        frame = new FrameAtHand(block + EnhancedFixed, (int)captured, original, _lastNanoseconds, at.LinkType, at.Place);
        return true;
    }

    /// <summary>Reads blocks of any kind until one brings a frame: metadata, odd packets, the window's edge, damage.</summary>
    private FrameRead ReadCarefully(out CapturedFrame frame)
    {
        frame = default;
        while (!IsEnded)
        {
            if (!Window.Require(PcapngBlock.MinLength))
                return EndOfInput("a block");
            if (FindBlock() is not { } length)
                continue;

            if (_lastNanoseconds == NoTime && Load(Window.Cursor) == PcapngBlock.SimplePacket)
                LookForTime();
            var block = Window.Cursor;
            var hasFrame = ReadBlock(block, length, out frame);
            Window.Cursor = block + PcapngBlock.Padded(length);
            if (hasFrame)
                return FrameRead.Frame;
        }
        return FrameRead.End;
    }

    /// <summary>
    /// Checks the block at the cursor and brings all of it to hand: its length, or null when the cursor had to be
    /// moved on (or the input ended) because of damage.
    /// </summary>
    private uint? FindBlock()
    {
        var isSection = *(uint*)Window.Cursor == PcapngBlock.SectionHeader;
        if (isSection && !TurnToSection(*(uint*)(Window.Cursor + 8)))
            return Resynchronise($"a section of unknown byte order");
        if (!_inSection)
            return Resynchronise($"a block outside of any section");

        var length = Load(Window.Cursor + 4);
        if (length < PcapngBlock.MinLength)
            return Resynchronise($"a block of {length} bytes, shorter than its own header");
        if (length > CaptureLimits.MaxBlockLength)
            return Resynchronise($"a block of {length} bytes, more than {CaptureLimits.MaxBlockLength}");

        var padded = PcapngBlock.Padded(length);
        if (!Window.Require(padded))
            return Resynchronise($"a block claims {length} bytes, {Window.Available} are left");

        var trailer = Load(Window.Cursor + padded - 4);
        if (trailer == length && padded == length)
            return length;
        if (!IsBlockAt(padded) && Window.Require(padded + 1))
            return Resynchronise($"a block of {length} bytes ends with the length {trailer}");
        if (trailer != length)
            Flag(Window.Offset, recovered: true, $"a block of {length} bytes ends with the length {trailer}");
        else
            Flag(Window.Offset, recovered: true, $"a block of {length} bytes, which is no multiple of four");
        return length;
    }

    private bool TurnToSection(uint magic)
    {
        if (magic is not (PcapngBlock.ByteOrderMagic or PcapngBlock.ByteOrderMagicSwapped))
            return false;
        _swapped = magic != PcapngBlock.ByteOrderMagic;
        _inSection = true;
        return true;
    }

    private bool ReadBlock(byte* block, uint length, out CapturedFrame frame)
    {
        frame = default;
        switch (Load(block))
        {
            case PcapngBlock.SectionHeader:
                ReadSection(block, length);
                return false;
            case PcapngBlock.Interface:
                ReadInterface(block, length);
                return false;
            case PcapngBlock.InterfaceStatistics:
                ReadStatistics(block, length);
                return false;
            case PcapngBlock.EnhancedPacket:
                return ReadEnhancedPacket(block, length, out frame);
            case PcapngBlock.SimplePacket:
                return ReadSimplePacket(block, length, out frame);
            case PcapngBlock.ObsoletePacket:
                return ReadObsoletePacket(block, length, out frame);
            default:
                return false;
        }
    }

    private uint Load(byte* at)
    {
        var value = *(uint*)at;
        return _swapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    private ushort Load16(byte* at)
    {
        var value = *(ushort*)at;
        return _swapped ? BinaryPrimitives.ReverseEndianness(value) : value;
    }
}
