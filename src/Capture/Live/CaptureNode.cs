using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Wiretax.Capture;

/// <summary>
/// Captures an interface into a pcapng file: every frame, and at the end what the kernel and the interface say they
/// lost. The kernel captures from the moment the node is open; the file can be read however the capture ends.
/// </summary>
public sealed class CaptureNode : IDisposable
{
    private const int FramesBetweenChecks = 256;
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly LiveFrameSource _source;
    private readonly PcapngWriter _file;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly long _startedNanoseconds = NanosecondsNow();
    private TimeSpan _lastTick;
    private TimeSpan _lastFlush;

    private CaptureNode(LiveFrameSource source, PcapngWriter file)
    {
        _source = source;
        _file = file;
        _file.AddInterface(Interface with { Received = null, DroppedByKernel = null, DroppedByInterface = null });
        _file.Flush();
    }

    /// <param name="file">The pcapng file; what is there is written over.</param>
    /// <exception cref="CaptureDeviceException">The interface cannot be captured from.</exception>
    /// <exception cref="CaptureFilterException">libpcap does not compile the filter.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static CaptureNode Open(LiveCaptureOptions options, string file)
    {
        if (file.Length == 0)
            throw new IOException("The capture cannot be written: the name of its file is empty.");
        var source = LiveFrameSource.Open(options);
        PcapngWriter? writer = null;
        try
        {
            writer = new PcapngWriter(file, new PcapngWriterOptions
            {
                OperatingSystem = RuntimeInformation.OSDescription,
                Application = "wiretax",
            });
            return new CaptureNode(source, writer);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            writer?.Dispose();
            source.Dispose();
            throw new IOException($"The capture cannot be written: {refused.Message}", refused);
        }
    }

    /// <summary>Frames written so far.</summary>
    public long Frames => _file.Frames;

    /// <summary>Bytes of the file so far.</summary>
    public long FileBytes => _file.Length;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>The interface, with what it has received and lost so far.</summary>
    public CaptureInterface Interface => _source.Statistics.Interfaces[0];

    /// <summary>
    /// Captures until <paramref name="stop"/> is signalled or <paramref name="duration"/> is over, then takes every
    /// frame that the kernel holds by then and finishes the file.
    /// </summary>
    /// <exception cref="CaptureDeviceException">The interface went away; what came before is in the file.</exception>
    /// <exception cref="IOException">The disk is full; what was written before is in the file.</exception>
    public CaptureNodeResult Run(TimeSpan? duration, ICaptureObserver? observer, CancellationToken stop)
    {
        try
        {
            CaptureFrames(duration, observer, stop);
        }
        catch (CaptureDeviceException)
        {
            Finish();
            throw;
        }

        var counted = Finish();
        return new CaptureNodeResult(
            Frames, counted.Received ?? 0, counted.DroppedByKernel ?? 0, counted.DroppedByInterface,
            Environment.CpuUsage.TotalTime.TotalSeconds);
    }

    public void Dispose()
    {
        _source.Dispose();
        _file.Dispose();
    }

    private void CaptureFrames(TimeSpan? duration, ICaptureObserver? observer, CancellationToken stop)
    {
        var untilCheck = FramesBetweenChecks;
        while (true)
        {
            var read = _source.Read(out var frame);
            if (read == FrameRead.End)
                return;
            if (read == FrameRead.Frame)
            {
                _file.Write(frame);
                observer?.Captured(frame);
                if (--untilCheck > 0)
                    continue;
            }

            untilCheck = FramesBetweenChecks;
            if (stop.IsCancellationRequested || Elapsed >= duration)
                _source.Stop();
            Tick(observer);
        }
    }

    private void Tick(ICaptureObserver? observer)
    {
        var now = Elapsed;
        if (now - _lastFlush >= FlushInterval)
        {
            _lastFlush = now;
            _file.Flush();
        }
        if (observer is not null && now - _lastTick >= TickInterval)
        {
            _lastTick = now;
            observer.Tick(this);
        }
    }

    private CaptureInterface Finish()
    {
        var counted = Interface;
        _file.WriteStatistics(0, NanosecondsNow(), counted, _startedNanoseconds);
        _file.Flush();
        return counted;
    }

    private static long NanosecondsNow() =>
        (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
