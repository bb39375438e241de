using System.Diagnostics;

namespace Wiretax.Tests.Capture.Live;

/// <summary>The program as a process of its own: the native build where the tests were given it, else the ordinary one.</summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _error;

    /// <param name="before">A command that starts the program, such as <c>ip netns exec NAME</c>.</param>
    public RunningProgram(string[] before, params string[] arguments)
        : this([.. before, Program, .. arguments])
    {
    }

    /// <param name="all">A command that starts the program itself.</param>
    public RunningProgram(string[] all)
    {
        _process = Process.Start(new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    public static string Program =>
        Environment.GetEnvironmentVariable("WIRETAX_PROGRAM") is { Length: > 0 } native && File.Exists(native)
            ? native
            : Path.Combine(AppContext.BaseDirectory, "wiretax");

    public string? ReadLine() => _process.StandardOutput.ReadLineAsync().WaitAsync(Limit).GetAwaiter().GetResult();

    public void CloseInput() => _process.StandardInput.Close();

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    public (int Status, string Output, string Error) Finish()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        Assert.True(_process.WaitForExit(Limit), "the program did not end");
        return (_process.ExitCode, output.GetAwaiter().GetResult(), _error.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
