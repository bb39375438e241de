using System.Diagnostics;
using System.Threading.Channels;

namespace Wiretax.Paths.Processes;

/// <summary>
/// A process that stays for as long as its path: the server, a hypervisor. It dies with this process; disposing asks
/// it to end, then ends it, and returns when it is gone.
/// </summary>
internal sealed class ResidentProcess : IAsyncDisposable
{
    private const int LinesKept = 40;
    private static readonly TimeSpan GraceBeforeKill = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();
    private readonly Channel<string> _output = Channel.CreateBounded<string>(
        new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Task _readers;

    public ResidentProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Spawner.StartBound(start);
        Id = _process.Id;
        _readers = Task.WhenAll(ReadAsync(_process.StandardOutput, _output), ReadAsync(_process.StandardError, null));
    }

    public int Id { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Processor time so far, its children's included; null when it is gone.</summary>
    public CpuTimes? CpuTimes => ProcessorTime.Of(Id);

    /// <summary>The last lines it wrote, to either stream.</summary>
    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (_lastLines)
                return [.. _lastLines];
        }
    }

    /// <summary>Waits for a line of standard output.</summary>
    /// <returns>False when the process ended, or the time was up, before such a line.</returns>
    public async Task<bool> WaitForLineAsync(Func<string, bool> wanted, TimeSpan limit, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        try
        {
            await foreach (var line in _output.Reader.ReadAllAsync(deadline.Token))
            {
                if (wanted(line))
                    return true;
            }
            await _process.WaitForExitAsync(deadline.Token);
            await _readers.WaitAsync(deadline.Token);
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <returns>False when it had not ended by then.</returns>
    public async Task<bool> WaitForExitAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signals.Terminate(Id);
            Signals.Resume(Id);
            if (!await WaitForExitAsync(GraceBeforeKill, CancellationToken.None))
                Signals.Kill(Id);
            await _process.WaitForExitAsync();
        }
        // What it started may outlive it and hold its streams open: User-mode Linux's guest processes do, when it is
        // killed. Their namespace ends them.
        await Task.WhenAny(_readers, Task.Delay(LastWords));
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader stream, Channel<string>? lines)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            lock (_lastLines)
            {
                _lastLines.Enqueue(line);
                if (_lastLines.Count > LinesKept)
                    _lastLines.Dequeue();
            }
            lines?.Writer.TryWrite(line);
        }
        lines?.Writer.TryComplete();
    }
}
