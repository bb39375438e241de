namespace Wiretax.Capture;

/// <content>The packet blocks that are not plain: all three kinds, with every check and every flag.</content>
internal sealed unsafe partial class PcapngReader
{
    /// <summary>Frames of blocks that hold no time.</summary>
    private long _untimedFrames;

    /// <summary>What was before the first time is read by another reader.</summary>
    private readonly bool _isPart;

    /// <summary>The time of a frame was needed that another part of the file may hold.</summary>
    private bool _borrowsTime;

    private bool ReadEnhancedPacket(byte* block, uint length, out CapturedFrame frame)
    {
        var packet = new Packet(EnhancedFixed, length);
        if (packet.IsTooShort)
            return Refuse($"a packet block of {length} bytes, too short for its fields", out frame);
        packet.Interface = Load(block + 8);
        packet.Ticks = ((ulong)Load(block + 12) << 32) | Load(block + 16);
        packet.Captured = Load(block + 20);
        packet.Original = Load(block + 24);
        return Deliver(block, packet, out frame);
    }

    private bool ReadObsoletePacket(byte* block, uint length, out CapturedFrame frame)
    {
        var packet = new Packet(EnhancedFixed, length);
        if (packet.IsTooShort)
            return Refuse($"an obsolete packet block of {length} bytes, too short for its fields", out frame);
        packet.Interface = Load16(block + 8);
        packet.Ticks = ((ulong)Load(block + 12) << 32) | Load(block + 16);
        packet.Captured = Load(block + 20);
        packet.Original = Load(block + 24);
        if (!Deliver(block, packet, out frame))
            return false;
        var drops = Load16(block + 10);
        if (drops != ushort.MaxValue)
            CountDrops(frame.InterfaceIndex, drops);
        return true;
    }

    private bool ReadSimplePacket(byte* block, uint length, out CapturedFrame frame)
    {
        var packet = new Packet(12, length) { HasTime = false };
        if (packet.IsTooShort)
            return Refuse($"a simple packet block of {length} bytes, too short for its fields", out frame);
        packet.Original = Load(block + 8);
        // The captured length is not stated: the original one, cut by the first interface's limit.
        packet.Captured = packet.Original;
        if (_sectionStart < _interfaceCount && _interfaces[_sectionStart].SnapLength is > 0 and var limit)
            packet.Captured = Math.Min(packet.Captured, limit);
        if (packet.Captured > packet.Room)
            packet.Captured = (uint)packet.Room;
        return Deliver(block, packet, out frame);
    }

    private bool Deliver(byte* block, Packet packet, out CapturedFrame frame)
    {
        var index = _sectionStart + (long)packet.Interface;
        if (index >= _interfaceCount)
            return Refuse($"a frame of interface {packet.Interface}, which is not described", out frame);
        ref var at = ref _interfaces[index];
        if (!at.IsUsable)
            return Refuse($"a frame of interface {packet.Interface}, whose description is damaged", out frame);
        if (packet.Captured > packet.Room)
            return Refuse($"captured length {packet.Captured} is beyond the block, which has room for {packet.Room}", out frame);
        if (packet.Captured > CaptureLimits.MaxCapturedLength)
            return Refuse($"a frame of {packet.Captured} captured bytes, more than {CaptureLimits.MaxCapturedLength}", out frame);
        if (packet.Original > CaptureLimits.MaxOriginalLength)
            return Refuse($"an original length of {packet.Original} bytes, more than {CaptureLimits.MaxOriginalLength}", out frame);

        if (packet.Original == 0)
            Flag(Window.Offset, recovered: true, $"a frame of zero bytes");
        if (packet.Captured > packet.Original)
            Flag(Window.Offset, recovered: true, $"captured length {packet.Captured} is beyond the original length {packet.Original}");

        if (packet.HasTime)
        {
            _lastNanoseconds = Math.Max(NoTime + 1, at.Scale.ToNanoseconds(packet.Ticks, out var inRange));
            if (!inRange)
                Flag(Window.Offset, recovered: true, $"a time of {packet.Ticks} ticks, beyond 64-bit nanoseconds");
        }
        else
        {
            _untimedFrames++;
        }

        var padded = PcapngBlock.Padded(packet.Captured);
        if (packet.HasOptions && packet.Room > padded)
            ReadPacketOptions(block + packet.Fixed + padded, packet.Room - padded, (int)index);

        frame = new CapturedFrame(
            new ReadOnlySpan<byte>(block + packet.Fixed, (int)Math.Min(packet.Captured, packet.Original)),
            packet.Original, _lastNanoseconds, at.LinkType, at.Place);
        return true;
    }

    /// <summary>
    /// Before the first time: takes the one that comes next, so that a capture does not begin in 1970. May move the
    /// window's cursor in memory.
    /// </summary>
    private void LookForTime()
    {
        _borrowsTime = true;
        if (_isPart)
            return;
        Window.Require(CaptureLimits.MaxTimeSearch);
        var length = Math.Min(Window.Available, CaptureLimits.MaxTimeSearch);
        using var ahead = new PcapngReader(new ByteWindow(new UnmanagedMemoryStream(Window.Cursor, length)), this);
        while (ahead.Read(out var frame) == FrameRead.Frame)
        {
            if (frame.TimestampNanoseconds == NoTime)
                continue;
            _lastNanoseconds = frame.TimestampNanoseconds;
            _borrowsTime = false;
            return;
        }
        _lastNanoseconds = 0;
    }

    /// <summary>Keeps a frame out of the capture, and says why.</summary>
    private bool Refuse(FormattableString cause, out CapturedFrame frame)
    {
        frame = default;
        Flag(Window.Offset, recovered: true, cause);
        return false;
    }

    /// <summary>The fields of a packet block of any kind.</summary>
    private ref struct Packet(int @fixed, uint length)
    {
        /// <summary>Bytes before the frame's data.</summary>
        public readonly int Fixed = @fixed;

        /// <summary>Bytes between the fixed fields and the trailing length.</summary>
        public readonly long Room = length - @fixed - 4L;

        public uint Interface;
        public ulong Ticks;
        public uint Captured;
        public uint Original;
        public bool HasTime = true;

        public readonly bool IsTooShort => Room < 0;

        public readonly bool HasOptions => HasTime;
    }
}
