using System.Diagnostics;
using System.Text;

namespace Wiretax.Sessions.Running;

/// <summary>
/// One process of the session: its standard output as lines, the end of its standard error for messages. Disposing
/// ends it, if it still runs, and waits until it is gone.
/// </summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private const int ErrorCharactersKept = 4096;
    private const string MessagePrefix = "wiretax: ";

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly Task _errorReader;

    public ChildProgram(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        _process = Process.Start(start) ?? throw new SessionException($"Cannot start '{start.FileName}'.");
        _errorReader = ReadErrorAsync();
    }

    public Task<string?> ReadLineAsync(CancellationToken cancellation) =>
        _process.StandardOutput.ReadLineAsync(cancellation).AsTask();

    public Task<string> ReadToEndAsync(CancellationToken cancellation) =>
        _process.StandardOutput.ReadToEndAsync(cancellation);

    /// <summary>Closes its standard input: the sign to finish.</summary>
    public void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already; its exit status tells.
        }
    }

    /// <returns>The exit status.</returns>
    public async Task<int> WaitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        await _errorReader.WaitAsync(cancellation);
        return _process.ExitCode;
    }

    /// <summary>The last line it wrote to standard error, without the program's name before it; null when it wrote none.</summary>
    public string? LastError
    {
        get
        {
            lock (_error)
            {
                var last = _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .LastOrDefault();
                return last is not null && last.StartsWith(MessagePrefix, StringComparison.Ordinal) ? last[MessagePrefix.Length..] : last;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadErrorAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_error)
            {
                _error.Append(line).Append('\n');
                if (_error.Length > ErrorCharactersKept)
                    _error.Remove(0, _error.Length - ErrorCharactersKept);
            }
        }
    }
}
