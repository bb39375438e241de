using System.Net;
using System.Net.Sockets;
using Wiretax.Sessions;

namespace Wiretax.Tests.EndToEnd;

/// <summary>Another machine as a path: the agent, as a process of its own, reached over loopback.</summary>
public sealed class RemotePathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-remote-").FullName;

    private string Certificates => Path.Combine(_folder, "certificates");
    private string Session => Path.Combine(_folder, "session");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_machine_with_an_agent_is_measured_in_both_directions()
    {
        Machine.NeedRoot();
        var port = FreePort();
        Assert.Equal(0, (await WiretaxProgram.RunAsync("agent", "init", "--folder", Certificates)).Status);
        using var agent = WiretaxProgram.Start(WiretaxProgram.Path,
            "agent", "serve", "--listen", $"127.0.0.1:{port}", "--certificates", Certificates);
        await agent.WaitForErrorLineAsync("the agent listens", TimeSpan.FromSeconds(20));

        var result = await WiretaxProgram.RunAsync("run", Scenario(port), "--out", Session);

        Assert.True(result.Status == 0, result.Errors);
        var (_, record) = SessionFolder.Open(Session);
        Assert.All(record.Runs, run => Assert.True(run.Complete, $"{run.Capture}: {string.Join(" ", run.IncompleteReasons)}"));
        Assert.Equal(
            [("http", "rx"), ("ping", "rx"), ("ping", "tx"), ("tcp", "rx"), ("tcp", "tx")],
            record.Runs.Select(run => (run.Workload, run.Direction)).Distinct().Order());
        foreach (var run in record.Runs)
        {
            var managed = await WiretaxProgram.RunProgramAsync(
                "tshark", "-n", "-r", Path.Combine(Session, run.Capture!), "-Y", $"tcp.port == {port}");
            Assert.Equal((0, ""), (managed.Status, managed.Output));
        }
    }

    [Fact]
    public async Task An_agent_that_is_not_there_leaves_the_path_out_with_the_reason()
    {
        Machine.NeedRoot();
        Assert.Equal(0, (await WiretaxProgram.RunAsync("agent", "init", "--folder", Certificates)).Status);

        var result = await WiretaxProgram.RunAsync("run", Scenario(FreePort()), "--out", Session);

        Assert.Equal(1, result.Status);
        Assert.Contains("cannot be reached", result.Errors);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    private string Scenario(int port)
    {
        var file = Path.Combine(_folder, "remote.yaml");
        File.WriteAllText(file, $$"""
            paths:
              - { kind: remote, agent: "127.0.0.1:{{port}}", certificates: {{Certificates}}, address: 127.0.0.2 }
            workloads:
              - ping: { count: 2, interval: 50ms, direction: [tx, rx] }
              - http: { size: 1MB }
              - tcp: { duration: 100ms }
            repeat: 2
            warm-up: 0
            """);
        return file;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
