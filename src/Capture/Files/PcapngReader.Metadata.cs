namespace Wiretax.Capture;

/// <content>Sections, interfaces, statistics, comments.</content>
internal sealed unsafe partial class PcapngReader
{
    private readonly List<CaptureInterface> _descriptions = [];
    private readonly List<string> _comments = [];
    private int _commentBytes;
    private int _interfaceText;

    /// <summary>A part of a file relies on all sections and interfaces being described before this offset.</summary>
    private long _metadataEnd = long.MaxValue;
    private bool _hasLateMetadata;
    private bool _hasPacketDrops;

    public override CaptureStatistics Statistics => new()
    {
        Interfaces = [.. _descriptions.Select((each, index) =>
            each.DroppedByKernel is null ? each with { DroppedByKernel = _interfaces[index].Drops } : each)],
        Damages = Damages.Stored,
        DamageCount = Damages.Count,
        Comments = [.. _comments],
        UntimedFrames = _untimedFrames,
    };

    internal override bool DependsOnOthers => _hasLateMetadata || _borrowsTime || _hasPacketDrops;

    internal override CaptureFileSource Continue(ByteWindow window) => new PcapngReader(window, this);

    /// <summary>Reads the sections and interfaces before the first packet block; false when there is damage, or none.</summary>
    internal override bool ReadPreamble()
    {
        while (Window.Require(PcapngBlock.MinLength) && FindBlock() is { } length)
        {
            var block = Window.Cursor;
            if (PcapngBlock.IsPacket(Load(block)))
            {
                _metadataEnd = Window.Offset;
                return Damages.Count == 0;
            }
            ReadBlock(block, length, out _);
            Window.Cursor = block + PcapngBlock.Padded(length);
        }
        return false;
    }

    private void ReadSection(byte* block, uint length)
    {
        _hasLateMetadata |= Window.Offset >= _metadataEnd;
        _sectionStart = _interfaceCount;
        if (length < 28)
        {
            Flag(Window.Offset, recovered: true, $"a section header of {length} bytes, too short for its fields");
            return;
        }
        var (major, minor) = (Load16(block + 12), Load16(block + 14));
        if (major != 1)
            Flag(Window.Offset, recovered: true, $"a section of pcapng version {major}.{minor}; version 1 is read");

        var options = Options(block + 24, length - 28L);
        while (options.Next())
        {
            if (options.Code == PcapngOption.Comment)
                AddComment(options.Text);
        }
        FlagOptions(options);
    }

    private void ReadInterface(byte* block, uint length)
    {
        _hasLateMetadata |= Window.Offset >= _metadataEnd;
        if (_interfaceCount == CaptureLimits.MaxInterfaces)
        {
            Flag(Window.Offset, recovered: true, $"more than {CaptureLimits.MaxInterfaces} interfaces");
            return;
        }

        var isUsable = length >= 20;
        var description = new CaptureInterface { LinkType = isUsable ? (LinkType)Load16(block + 8) : (LinkType)(-1) };
        byte resolution = 6;
        long offsetSeconds = 0;
        uint snapLength = 0;
        if (isUsable)
        {
            snapLength = Load(block + 12);
            var options = Options(block + 16, length - 20L);
            while (options.Next())
            {
                if (options.Code == PcapngOption.InterfaceTickResolution && options.Value.Length >= 1)
                    resolution = options.Value[0];
                else if (options.Code == PcapngOption.InterfaceTimeOffset && options.Signed is { } seconds)
                    offsetSeconds = seconds;
                else
                    description = Describe(description, options);
            }
            FlagOptions(options);
        }
        else
        {
            Flag(Window.Offset, recovered: true, $"an interface description of {length} bytes, too short for its fields");
        }

        var scale = new TickScale(resolution, offsetSeconds);
        if (_interfaceCount == _interfaces.Length)
            Array.Resize(ref _interfaces, _interfaceCount * 2);
        if (_interfaceCount > 0)
            _interfaces[0].Place = FrameInterface.OneOfSeveral(0);
        _interfaces[_interfaceCount] = new PcapngInterface
        {
            LinkType = description.LinkType,
            Place = _interfaceCount == 0 ? default : FrameInterface.OneOfSeveral(_interfaceCount),
            Scale = scale,
            SnapLength = snapLength,
            IsUsable = isUsable,
        };
        _interfaceCount++;
        _descriptions.Add(description with
        {
            SnapLength = snapLength is 0 or > int.MaxValue ? null : snapLength,
            TickNanoseconds = scale.TickNanoseconds,
        });
    }

    private CaptureInterface Describe(CaptureInterface description, in PcapngOptionReader option)
    {
        switch (option.Code)
        {
            case PcapngOption.Comment when PcapngClock.Parse(option.Text) is { } clock:
                return description with { Clock = Keep(clock) };
            case PcapngOption.Comment:
                AddComment(option.Text);
                return description;
            case PcapngOption.InterfaceName:
                return description with { Name = Keep(option.Text) };
            case PcapngOption.InterfaceDescription:
                return description with { Description = Keep(option.Text) };
            case PcapngOption.InterfaceHardware:
                return description with { Hardware = Keep(option.Text) };
            case PcapngOption.InterfaceOperatingSystem:
                return description with { OperatingSystem = Keep(option.Text) };
            // The first byte says which language the filter is in; 0 is libpcap's text.
            case PcapngOption.InterfaceFilter when option.Value is [0, ..]:
                return description with { Filter = PcapngOptionReader.Decode(option.Value[1..]) is { Length: > 0 } filter ? Keep(filter) : null };
            default:
                return description;
        }
    }

    /// <returns>Null once <see cref="CaptureLimits.MaxStoredInterfaceText"/> is used up.</returns>
    private string? Keep(string text)
    {
        if (text.Length > CaptureLimits.MaxStoredInterfaceText - _interfaceText)
            return null;
        _interfaceText += text.Length;
        return text;
    }

    private void ReadStatistics(byte* block, uint length)
    {
        if (length < 24)
        {
            Flag(Window.Offset, recovered: true, $"an interface statistics block of {length} bytes, too short for its fields");
            return;
        }
        var index = _sectionStart + (long)Load(block + 8);
        if (index >= _interfaceCount)
        {
            Flag(Window.Offset, recovered: true, $"statistics of interface {Load(block + 8)}, which is not described");
            return;
        }

        var description = _descriptions[(int)index];
        var options = Options(block + 20, length - 24L);
        while (options.Next())
        {
            switch (options.Code)
            {
                case PcapngOption.Comment:
                    AddComment(options.Text);
                    break;
                case PcapngOption.StatisticsReceived:
                    description = description with { Received = options.Counter ?? description.Received };
                    break;
                case PcapngOption.StatisticsDroppedByInterface:
                    description = description with { DroppedByInterface = options.Counter ?? description.DroppedByInterface };
                    break;
                case PcapngOption.StatisticsDroppedByKernel:
                    description = description with { DroppedByKernel = options.Counter ?? description.DroppedByKernel };
                    break;
            }
        }
        FlagOptions(options);
        _descriptions[(int)index] = description;
    }

    /// <summary>Drops stated with a packet count where no statistics block gives the interface's sum.</summary>
    private void CountDrops(int index, long drops)
    {
        _hasPacketDrops = true;
        _interfaces[index].Drops = (_interfaces[index].Drops ?? 0) + drops;
    }

    private void ReadPacketOptions(byte* at, long length, int index)
    {
        var options = Options(at, length);
        while (options.Next())
        {
            if (options.Code == PcapngOption.Comment)
                AddComment(options.Text);
            else if (options.Code == PcapngOption.PacketDropCount && options.Counter is { } drops)
                CountDrops(index, drops);
        }
        FlagOptions(options);
    }

    private PcapngOptionReader Options(byte* at, long length) => new(new ReadOnlySpan<byte>(at, (int)length), _swapped);

    private void FlagOptions(in PcapngOptionReader options)
    {
        if (options.IsDamaged)
            Flag(Window.Offset, recovered: true, $"an option is longer than its block");
    }

    private void AddComment(string comment)
    {
        if (_comments.Count >= CaptureLimits.MaxStoredComments
            || _commentBytes + comment.Length > CaptureLimits.MaxStoredCommentBytes)
        {
            return;
        }
        _comments.Add(comment);
        _commentBytes += comment.Length;
    }
}
