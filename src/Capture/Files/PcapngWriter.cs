using System.Text;

namespace Wiretax.Capture;

/// <summary>What a section says of the machine and the program that wrote it; null leaves a field out.</summary>
public readonly record struct PcapngWriterOptions()
{
    /// <summary>The machine, such as its processor (<c>shb_hardware</c>).</summary>
    public string? Hardware { get; init; }

    /// <summary><c>shb_os</c>.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary><c>shb_userappl</c>.</summary>
    public string? Application { get; init; }

    public string? Comment { get; init; }
}

/// <summary>
/// Writes pcapng with nanosecond timestamps. Frames are buffered and written without allocation. When a write fails
/// (a full disk) the file is cut back to its last whole block, so that it stays readable, and the failure is an
/// <see cref="IOException"/>; nothing can be written from then on.
/// </summary>
public sealed class PcapngWriter : IDisposable
{
    private const int EnhancedFixed = 28;

    private readonly BlockBuffer _output;
    private int _interfaces;

    /// <param name="path">Is created, or overwritten.</param>
    /// <exception cref="IOException">The file cannot be created or written.</exception>
    public PcapngWriter(string path, PcapngWriterOptions options = default)
        : this(new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0), path, options)
    {
    }

    /// <param name="stream">Is disposed with the writer. One that cannot seek is not cut back after a failure.</param>
    /// <param name="name">What messages call it.</param>
    public PcapngWriter(Stream stream, string name, PcapngWriterOptions options = default)
    {
        _output = new BlockBuffer(stream, name);
        AddSection(options);
    }

    /// <summary>Frames written in all sections.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes written so far, those still buffered included.</summary>
    public long Length => _output.Length;

    /// <summary>Begins a further section: the interfaces count from 0 again.</summary>
    public void AddSection(PcapngWriterOptions options = default)
    {
        _interfaces = 0;
        var block = new PcapngBlockBuilder(PcapngBlock.SectionHeader);
        block.U32(PcapngBlock.ByteOrderMagic);
        block.U16(1);
        block.U16(0);
        block.U64(ulong.MaxValue);
        block.Option(PcapngOption.SectionHardware, options.Hardware);
        block.Option(PcapngOption.SectionOperatingSystem, options.OperatingSystem);
        block.Option(PcapngOption.SectionApplication, options.Application);
        block.Option(PcapngOption.Comment, options.Comment);
        _output.Add(block.Finish());
    }

    /// <summary>Describes an interface of the current section; its counters are not written here.</summary>
    /// <returns>Its index, which frames name.</returns>
    public int AddInterface(CaptureInterface description)
    {
        var block = new PcapngBlockBuilder(PcapngBlock.Interface);
        block.U16(checked((ushort)description.LinkType));
        block.U16(0);
        block.U32((uint)(description.SnapLength ?? 0));
        block.Option(PcapngOption.InterfaceName, description.Name);
        block.Option(PcapngOption.InterfaceDescription, description.Description);
        block.Option(PcapngOption.InterfaceTickResolution, [9]);
        if (description.Filter is { Length: > 0 } filter)
            block.Option(PcapngOption.InterfaceFilter, [0, .. Encoding.UTF8.GetBytes(filter)]);
        block.Option(PcapngOption.InterfaceOperatingSystem, description.OperatingSystem);
        block.Option(PcapngOption.InterfaceHardware, description.Hardware);
        if (description.Clock is { } clock)
            block.Option(PcapngOption.Comment, PcapngClock.ToComment(clock));
        _output.Add(block.Finish());
        return _interfaces++;
    }

    /// <summary>Writes a frame of the current section's interface <see cref="CapturedFrame.InterfaceIndex"/>.</summary>
    public void Write(in CapturedFrame frame) =>
        Write(frame.InterfaceIndex, frame.TimestampNanoseconds, frame.OriginalLength, frame.Data);

    /// <param name="nanoseconds">Since the epoch, not negative.</param>
    /// <param name="data">At most 16 MiB less the block's own 32 bytes.</param>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public void Write(int interfaceIndex, long nanoseconds, uint originalLength, ReadOnlySpan<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)interfaceIndex, (uint)_interfaces, nameof(interfaceIndex));
        ArgumentOutOfRangeException.ThrowIfNegative(nanoseconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, CaptureLimits.MaxBlockLength - EnhancedFixed - 4);

        var padded = (int)PcapngBlock.Padded((uint)data.Length);
        var length = EnhancedFixed + padded + 4;
        var block = _output.Reserve(length);
        PutU32(block, 0, PcapngBlock.EnhancedPacket);
        PutU32(block, 4, (uint)length);
        PutU32(block, 8, (uint)interfaceIndex);
        PutU32(block, 12, (uint)((ulong)nanoseconds >> 32));
        PutU32(block, 16, (uint)nanoseconds);
        PutU32(block, 20, (uint)data.Length);
        PutU32(block, 24, originalLength);
        data.CopyTo(block[EnhancedFixed..]);
        block[(EnhancedFixed + data.Length)..(EnhancedFixed + padded)].Clear();
        PutU32(block, length - 4, (uint)length);
        Frames++;
    }

    /// <summary>Writes an interface's counters: usually once, at the end of its capture.</summary>
    /// <param name="nanoseconds">When they were read, since the epoch.</param>
    /// <param name="counters">Only its counters are used; those that are null are left out.</param>
    public void WriteStatistics(
        int interfaceIndex, long nanoseconds, CaptureInterface counters, long? startNanoseconds = null, string? comment = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)interfaceIndex, (uint)_interfaces, nameof(interfaceIndex));
        var block = new PcapngBlockBuilder(PcapngBlock.InterfaceStatistics);
        block.U32((uint)interfaceIndex);
        block.Time(nanoseconds);
        block.Option(PcapngOption.Comment, comment);
        if (startNanoseconds is { } start)
            block.TimeOption(PcapngOption.StatisticsStart, start);
        block.TimeOption(PcapngOption.StatisticsEnd, nanoseconds);
        block.Option(PcapngOption.StatisticsReceived, counters.Received);
        block.Option(PcapngOption.StatisticsDroppedByInterface, counters.DroppedByInterface);
        block.Option(PcapngOption.StatisticsDroppedByKernel, counters.DroppedByKernel);
        _output.Add(block.Finish());
    }

    /// <summary>Hands everything over to the operating system.</summary>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public void Flush() => _output.Flush();

    /// <summary>Flushes and closes the file.</summary>
    /// <exception cref="IOException">The disk is full, or failed; the file is closed all the same.</exception>
    public void Dispose() => _output.Dispose();

    private static void PutU32(Span<byte> block, int at, uint value) => BitConverter.TryWriteBytes(block[at..], value);
}
