using Wiretax.Sessions;

namespace Wiretax.Tests.EndToEnd;

/// <summary>
/// Another machine as a path: the agent in a namespace of its own, the session in a second one, and a single link between
/// them, so that the agent's connection and the measured traffic share it.
/// </summary>
public sealed class RemotePathTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-remote-").FullName;
    private readonly string _here = $"wtr-here-{Environment.ProcessId}";
    private readonly string _there = $"wtr-there-{Environment.ProcessId}";

    private string Certificates => Path.Combine(_folder, "certificates");
    private string Session => Path.Combine(_folder, "session");

    public async ValueTask InitializeAsync()
    {
        Machine.NeedRoot();
        await IpAsync($"netns add {_here}");
        await IpAsync($"netns add {_there}");
        await IpAsync($"-n {_here} link add link0 type veth peer name link0 netns {_there}");
        foreach (var (name, address) in ((string, string)[])[(_here, "10.66.0.1/24"), (_there, "10.66.0.2/24")])
            await IpAsync($"-n {name} address add {address} dev link0", $"-n {name} link set link0 up", $"-n {name} link set lo up");
        Assert.Equal(0, (await WiretaxProgram.RunAsync("agent", "init", "--folder", Certificates)).Status);
    }

    public async ValueTask DisposeAsync()
    {
        await IpAsync($"netns del {_here}");
        await IpAsync($"netns del {_there}");
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_machine_with_an_agent_is_measured_in_both_directions_and_its_agents_connection_is_not()
    {
        using var agent = WiretaxProgram.Start("ip",
            "netns", "exec", _there, WiretaxProgram.Path, "agent", "serve", "--certificates", Certificates);
        await agent.WaitForErrorLineAsync("the agent listens", TimeSpan.FromSeconds(20));

        var result = await RunAsync();

        Assert.True(result.Status == 0, result.Errors);
        var (_, record) = SessionFolder.Open(Session);
        Assert.All(record.Runs, run => Assert.True(run.Complete, $"{run.Capture}: {string.Join(" ", run.IncompleteReasons)}"));
        Assert.Equal(
            [("http", "rx"), ("ping", "rx"), ("ping", "tx"), ("tcp", "rx"), ("tcp", "tx")],
            record.Runs.Select(run => (run.Workload, run.Direction)).Distinct().Order());
        foreach (var run in record.Runs)
        {
            var managed = await WiretaxProgram.RunProgramAsync(
                "tshark", "-n", "-r", Path.Combine(Session, run.Capture!), "-Y", "tcp.port == 9443");
            Assert.Equal((0, ""), (managed.Status, managed.Output));
        }
    }

    [Fact]
    public async Task An_agent_that_is_not_there_leaves_the_path_out_with_the_reason()
    {
        var result = await RunAsync();

        Assert.Equal(1, result.Status);
        Assert.Contains("The agent at 10.66.0.2:9443 cannot be reached", result.Errors);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    private Task<ProgramResult> RunAsync()
    {
        var file = Path.Combine(_folder, "remote.yaml");
        File.WriteAllText(file, $$"""
            paths:
              - { kind: remote, agent: 10.66.0.2, certificates: {{Certificates}} }
            workloads:
              - ping: { count: 2, interval: 50ms, direction: [tx, rx] }
              - http: { size: 1MB }
              - tcp: { duration: 100ms }
            repeat: 2
            warm-up: 0
            """);
        return WiretaxProgram.RunProgramAsync("ip", "netns", "exec", _here, WiretaxProgram.Path, "run", file, "--out", Session);
    }

    private static async Task IpAsync(params string[] commands)
    {
        foreach (var each in commands)
        {
            var result = await WiretaxProgram.RunProgramAsync("ip", each.Split(' '));
            Assert.True(result.Status == 0, $"ip {each}: {result.Errors}");
        }
    }
}
