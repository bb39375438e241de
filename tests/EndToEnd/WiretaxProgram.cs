using System.Diagnostics;

namespace Wiretax.Tests.EndToEnd;

/// <summary>The built program, run as a user runs it.</summary>
internal static class WiretaxProgram
{
    /// <summary>The build that <c>./test.sh</c> names, else the one of <c>./wiretax</c>; skips the test without either.</summary>
    public static string Path
    {
        get
        {
            var path = Environment.GetEnvironmentVariable("WIRETAX_PROGRAM") is { Length: > 0 } named
                ? named
                : System.IO.Path.Combine(Repository.Root, "artifacts", "wiretax", "wiretax");
            if (!File.Exists(path))
                Assert.Skip($"the program is not built at '{path}'; './wiretax --version' builds it");
            return path;
        }
    }

    public static Task<ProgramResult> RunAsync(params string[] arguments) => RunProgramAsync(Path, arguments);

    public static async Task<ProgramResult> RunProgramAsync(string program, params string[] arguments)
    {
        using var running = Start(program, arguments);
        return await running.WaitAsync();
    }

    public static RunningProgram Start(string program, params string[] arguments) => new(program, arguments);
}

internal sealed record ProgramResult(int Status, string Output, string Errors);

/// <summary>A program on its way; disposing kills it if it still runs.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly List<string> _errors = [];
    private readonly Task _errorReader;

    public RunningProgram(string program, string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = System.IO.Path.GetTempPath(),
        })!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _errorReader = ReadErrorsAsync();
    }

    public int Id => _process.Id;

    /// <summary>Waits until standard error has a line that holds the text.</summary>
    public async Task WaitForErrorLineAsync(string text, TimeSpan limit)
    {
        var deadline = Stopwatch.StartNew();
        while (deadline.Elapsed < limit)
        {
            lock (_errors)
            {
                if (_errors.Any(line => line.Contains(text, StringComparison.Ordinal)))
                    return;
            }
            if (_process.HasExited && _errorReader.IsCompleted)
                break;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        Assert.Fail($"'{text}' was not said; instead:\n{Errors}");
    }

    public async Task<ProgramResult> WaitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _errorReader;
        return new ProgramResult(_process.ExitCode, await _output, Errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Errors
    {
        get
        {
            lock (_errors)
                return string.Join('\n', _errors);
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_errors)
                _errors.Add(line);
        }
    }
}
