using SharpPcap;
using SharpPcap.LibPcap;

namespace Wiretax.Capture;

/// <summary>
/// Frames of an interface, as they come. After <see cref="Stop"/> it goes on until it has delivered the last frame that
/// the kernel had taken by then, and ends. Used by one thread at a time.
/// </summary>
public sealed class LiveFrameSource : IFrameSource
{
    private const int NanosecondsPerTick = 1;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Frames between two readings of the kernel's 32-bit counters.</summary>
    private const long FramesBetweenCounts = 1L << 22;

    /// <summary>A ring that takes no frame any more and gave none for this long is empty; see <see cref="Stop"/>.</summary>
    private static readonly TimeSpan EmptyAfter = TimeSpan.FromMilliseconds(50 * LiveDevices.BlockTimeoutMilliseconds);

    private readonly LiveCaptureOptions _options;
    private readonly LibPcapLiveDevice _device;
    private readonly nint _handle;
    private readonly int _descriptor;
    private readonly LinkType _linkType;
    private readonly KernelCounters _counters = new();
    private readonly long? _interfaceDropsBefore;

    private long _framesRead;
    private long _nextCount = FramesBetweenCounts;
    private long _framesToRead = long.MaxValue;
    private long? _interfaceDrops;
    private long _emptySince;

    private LiveFrameSource(LiveCaptureOptions options, LibPcapLiveDevice device)
    {
        _options = options;
        _device = device;
        _handle = device.Handle.DangerousGetHandle();
        _descriptor = LibPcap.SelectableDescriptor(_handle);
        _interfaceDropsBefore = InterfaceCounters.ReceiveDrops(options.Interface);

        // A second link header type of 'any' that also says which interface; refused where libpcap is too old.
        if (LibPcap.DataLink(_handle) == (int)LinkType.LinuxSll)
            _ = LibPcap.SetDataLink(_handle, (int)LinkType.LinuxSll2);
        if (IsLoopback(device))
            PacketSocket.IgnoreOutgoing(_descriptor);
        _linkType = DataLink.ToLinkType(LibPcap.DataLink(_handle));
        device.NonBlockingMode = true;
    }

    /// <summary>Opens the interface; the kernel captures when this returns.</summary>
    /// <exception cref="CaptureDeviceException">The interface cannot be captured from.</exception>
    /// <exception cref="CaptureFilterException">libpcap does not compile the filter.</exception>
    public static LiveFrameSource Open(LiveCaptureOptions options)
    {
        var device = LiveDevices.Open(options);
        try
        {
            var source = new LiveFrameSource(options, device);
            // Without a filter the kernel fills its ring with whole frames, whatever the snaplen says.
            device.Filter = options.Filter ?? "";
            return source;
        }
        catch (PcapException refused)
        {
            device.Close();
            throw new CaptureFilterException($"The filter '{options.Filter}' cannot be used on '{options.Interface}': {refused.Message.Trim()}.");
        }
        catch
        {
            device.Close();
            throw;
        }
    }

    public LinkType LinkType => _linkType;

    /// <inheritdoc/>
    /// <exception cref="CaptureDeviceException">The interface went down or away.</exception>
    public unsafe FrameRead Read(out CapturedFrame frame)
    {
        frame = default;
        if (_framesRead >= _framesToRead)
            return FrameRead.End;

        nint header = 0, data = 0;
        var result = _device.GetNextPacketPointers(ref header, ref data);
        if (result == 0)
        {
            PacketSocket.Wait(_descriptor, LiveDevices.BlockTimeoutMilliseconds);
            result = _device.GetNextPacketPointers(ref header, ref data);
        }
        if (result == 0)
            return StaysEmpty() ? FrameRead.End : FrameRead.Timeout;
        if (result < 0)
            throw new CaptureDeviceException($"The capture on '{_options.Interface}' broke off: {_device.LastError}.");

        _emptySince = 0;
        if (++_framesRead >= _nextCount)
            Count();
        var packet = (LibPcap.PacketHeader*)header;
        frame = new CapturedFrame(
            new ReadOnlySpan<byte>((void*)data, (int)packet->CapturedLength),
            packet->OriginalLength,
            packet->Seconds * NanosecondsPerSecond + packet->Fraction,
            _linkType);
        return FrameRead.Frame;
    }

    /// <summary>
    /// Ends the capture at this instant. The kernel's ring is a queue, and the kernel counts the frames that it puts
    /// in: so everything taken by now has been delivered when as many frames have been read, whatever arrives later.
    /// libpcap itself discards some counted frames in rare cases (what a loopback interface sends, on <c>any</c>; what
    /// came before the filter was set): then the ring, which takes no more frames, is read until it stays empty.
    /// </summary>
    public void Stop()
    {
        if (_framesToRead != long.MaxValue)
            return;
        PacketSocket.RejectAll(_descriptor);
        Count();
        _framesToRead = _counters.Accepted;
        _interfaceDrops = InterfaceDropsNow();
    }

    public CaptureStatistics Statistics
    {
        get
        {
            if (_framesToRead == long.MaxValue)
            {
                Count();
                _interfaceDrops = InterfaceDropsNow();
            }
            return new CaptureStatistics
            {
                Interfaces =
                [
                    new CaptureInterface
                    {
                        Name = _options.Interface,
                        LinkType = _linkType,
                        SnapLength = _options.SnapLength,
                        TickNanoseconds = NanosecondsPerTick,
                        Clock = "host",
                        Filter = _options.Filter,
                        Received = _counters.Received,
                        DroppedByKernel = _counters.Dropped,
                        DroppedByInterface = _interfaceDrops,
                    },
                ],
            };
        }
    }

    public void Dispose() => _device.Close();

    private bool StaysEmpty()
    {
        if (_framesToRead == long.MaxValue)
            return false;
        if (_emptySince == 0)
            _emptySince = Environment.TickCount64;
        return Environment.TickCount64 - _emptySince >= EmptyAfter.TotalMilliseconds;
    }

    private void Count()
    {
        _nextCount = _framesRead + FramesBetweenCounts;
        if (LibPcap.Stats(_handle, out var now) == 0)
            _counters.Update(now);
    }

    private long? InterfaceDropsNow() => InterfaceCounters.ReceiveDrops(_options.Interface) - _interfaceDropsBefore;

    private static bool IsLoopback(LibPcapLiveDevice device)
    {
        const uint loopbackFlag = 1;
        return (device.Flags & loopbackFlag) != 0;
    }
}
