namespace Wiretax.Tests.EndToEnd;

/// <summary>A tool of the machine that the program finds and that does not start, as after half an upgrade.</summary>
internal sealed class BrokenTool : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-broken-tool-").FullName;

    /// <param name="says">Its last words, without quotes.</param>
    public BrokenTool(string name, string says)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, $"#!/bin/sh\necho '{name}: {says}' >&2\nexit 127\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Runs the program where this tool is the first on the path.</summary>
    public Task<ProgramResult> RunAsync(params string[] arguments) => WiretaxProgram.RunProgramAsync(
        "env", [$"PATH={_folder}:{Environment.GetEnvironmentVariable("PATH")}", WiretaxProgram.Path, .. arguments]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
