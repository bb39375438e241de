using System.Text.Json;
using Wiretax.Sessions;

namespace Wiretax.Tests.EndToEnd;

/// <summary>The main job, done once for all tests that look at its result: the shipped scenario on real paths.</summary>
public sealed class StudySession : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "wiretax-study-" + Guid.NewGuid().ToString("N"));

    public string Folder => _folder;
    internal ProgramResult Result { get; private set; } = new(-1, "", "not run");
    public SessionRecord Record { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Machine.NeedRoot();
        Result = await WiretaxProgram.RunAsync(
            "run", Path.Combine(Repository.Root, "scenarios", "workstation-study.yaml"), "--repeat", "2", "--out", _folder, "--format", "json");
        Assert.True(Result.Status == 0, $"'wiretax run' ended with {Result.Status}: {Result.Errors}");
        Record = JsonSerializer.Deserialize(Result.Output, SessionJson.Default.SessionRecord)!;
    }

    public ValueTask DisposeAsync()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
