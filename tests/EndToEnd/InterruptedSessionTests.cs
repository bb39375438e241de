using Wiretax.Sessions;

namespace Wiretax.Tests.EndToEnd;

public sealed class InterruptedSessionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-interrupted-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ctrl_C_in_the_middle_keeps_what_was_measured_and_leaves_nothing_behind()
    {
        Machine.NeedRoot();
        using var run = Start(PingScenario());
        await run.WaitForErrorLineAsync("repetition 2", TimeSpan.FromSeconds(60));

        await WiretaxProgram.RunProgramAsync("kill", "-INT", run.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var result = await run.WaitAsync();

        Assert.Equal(130, result.Status);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
        var (_, record) = SessionFolder.Open(Session);
        Assert.False(record.Finished);
        Assert.Contains(record.Runs, each => each is { Complete: true, Repetition: 1 });
        Machine.AssertNothingLeftOf(run.Id);
    }

    [Fact]
    public async Task What_a_killed_session_left_is_removed_by_the_next_start()
    {
        Machine.NeedRoot();
        var scenario = PingScenario();
        int killed;
        using (var run = Start(scenario))
        {
            killed = run.Id;
            await run.WaitForErrorLineAsync("repetition 1", TimeSpan.FromSeconds(60));
        }

        using var next = WiretaxProgram.Start(WiretaxProgram.Path, "run", scenario, "--repeat", "1", "--out", Path.Combine(_folder, "next"));
        var result = await next.WaitAsync();

        Assert.True(result.Status == 0, result.Errors);
        Machine.AssertNothingLeftOf(killed);
        Machine.AssertNothingLeftOf(next.Id);
    }

    private string Session => Path.Combine(_folder, "session");

    private RunningProgram Start(string scenario) =>
        WiretaxProgram.Start(WiretaxProgram.Path, "run", scenario, "--out", Session);

    private string PingScenario()
    {
        var file = Path.Combine(_folder, "pings.yaml");
        File.WriteAllText(file, "paths: [host]\nworkloads:\n  - ping: { count: 3, interval: 100ms }\nrepeat: 100\nwarm-up: 0\n");
        return file;
    }
}
