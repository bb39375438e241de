using System.Globalization;
using Wiretax.Sessions;

namespace Wiretax.Tests.EndToEnd;

public sealed class DyingGuestTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-dying-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_guest_that_dies_in_the_middle_of_a_transfer_fails_its_runs_and_no_others()
    {
        Machine.NeedRoot();
        var scenario = Path.Combine(_folder, "dying.yaml");
        File.WriteAllText(scenario, """
            paths: [host, uml-bridged]
            workloads:
              - tcp: { duration: 2s, direction: rx }
            repeat: 2
            warm-up: 0
            """);
        var session = Path.Combine(_folder, "session");
        using var run = WiretaxProgram.Start(WiretaxProgram.Path, "run", scenario, "--out", session);
        await run.WaitForErrorLineAsync("uml-bridged tcp rx", TimeSpan.FromSeconds(90));
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        await WiretaxProgram.RunProgramAsync("kill", "-KILL", Machine.ChildOf(run.Id, "linux.uml").ToString(CultureInfo.InvariantCulture));
        var result = await run.WaitAsync();

        Assert.Equal(3, result.Status);
        var (_, record) = SessionFolder.Open(session);
        Assert.All(record.Runs.Where(each => each.Path == "host"), each => Assert.True(each.Complete));
        var failed = record.Runs.Where(each => each.Path == "uml-bridged" && !each.Complete).ToList();
        Assert.NotEmpty(failed);
        Assert.All(failed, each => Assert.Contains("The guest of 'uml-bridged' has ended.", Assert.Single(each.IncompleteReasons)));
        Machine.AssertNothingLeftOf(run.Id);
    }
}
