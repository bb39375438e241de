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
    public async Task Ctrl_C_again_and_again_leaves_nothing_behind()
    {
        Machine.NeedRoot();
        // The leader of a process group, to which a terminal's Ctrl-C goes as a whole.
        using var run = WiretaxProgram.Start("setsid", WiretaxProgram.Path, "run", PingScenario("host, container"), "--out", Session);
        await run.WaitForErrorLineAsync("repetition 1", TimeSpan.FromSeconds(60));

        await WiretaxProgram.RunProgramAsync("sh", "-c",
            $"for again in $(seq 1000); do kill -INT -{run.Id} 2>/dev/null || break; sleep 0.01; done");
        var result = await run.WaitAsync();

        Assert.Equal(130, result.Status);
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

    [Theory]
    [InlineData("host")]
    [InlineData("uml-bridged")]
    [InlineData("vm-bridged")]
    public async Task Killed_at_a_random_moment_it_leaves_nothing_that_the_next_start_does_not_remove(string path)
    {
        Machine.NeedRoot();
        var scenario = Path.Combine(_folder, "killed.yaml");
        File.WriteAllText(scenario, $"paths: [{path}]\nworkloads:\n  - tcp: {{ duration: 200ms }}\nrepeat: 100\nwarm-up: 0\n");
        var moment = Random.Shared.Next(50, path == "host" ? 2500 : 8000);
        int killed;
        using (var run = Start(scenario))
        {
            killed = run.Id;
            await Task.Delay(moment, TestContext.Current.CancellationToken);
        }

        using var next = WiretaxProgram.Start(WiretaxProgram.Path, "run", PingScenario(), "--repeat", "1", "--out", Path.Combine(_folder, "next"));
        var result = await next.WaitAsync();

        Assert.True(result.Status == 0, $"killed after {moment} ms: {result.Errors}");
        Machine.AssertNothingLeftOf(killed);
    }

    private string Session => Path.Combine(_folder, "session");

    private RunningProgram Start(string scenario) =>
        WiretaxProgram.Start(WiretaxProgram.Path, "run", scenario, "--out", Session);

    private string PingScenario(string paths = "host")
    {
        var file = Path.Combine(_folder, "pings.yaml");
        File.WriteAllText(file, $"paths: [{paths}]\nworkloads:\n  - ping: {{ count: 3, interval: 100ms }}\nrepeat: 100\nwarm-up: 0\n");
        return file;
    }
}
