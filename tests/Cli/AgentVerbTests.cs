using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Wiretax.Tests.EndToEnd;

namespace Wiretax.Tests.Cli;

/// <summary>The agent as the built program: what works in the test's process must work in the native one.</summary>
public sealed class AgentVerbTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("wiretax-tests-").FullName;

    [Theory]
    [InlineData("agent", "serve")]
    [InlineData("agent")]
    public async Task An_agent_that_listens_can_be_asked_what_it_is(params string[] verb)
    {
        await InitAsync();
        var address = FreeAddress();
        using var agent = WiretaxProgram.Start(WiretaxProgram.Path, [.. verb, "--listen", address, "--certificates", _folder]);
        await agent.WaitForErrorLineAsync($"the agent listens at {address}", Limit);

        var table = await WiretaxProgram.RunAsync("agent", "status", address, "--certificates", _folder);
        var json = await WiretaxProgram.RunAsync("agent", "status", address, "--certificates", _folder, "--format", "json");
        await WiretaxProgram.RunProgramAsync("kill", "-TERM", agent.Id.ToString(CultureInfo.InvariantCulture));
        var ended = await agent.WaitAsync();

        Assert.Equal(0, table.Status);
        Assert.Contains("127.0.0.1", table.Output, StringComparison.Ordinal);
        using var status = JsonDocument.Parse(json.Output);
        Assert.Equal("wiretax/agent/1", status.RootElement.GetProperty("schema").GetString());
        Assert.Equal(Environment.ProcessorCount, status.RootElement.GetProperty("agent").GetProperty("processors").GetInt32());
        Assert.Equal(0, ended.Status);
        Assert.Equal("ready\n", ended.Output);
        Assert.Contains("a session", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_says_whom_it_refused_and_the_session_that_it_was()
    {
        await InitAsync();
        var others = Path.Combine(_folder, "others");
        await WiretaxProgram.RunAsync("agent", "init", "--folder", others);
        File.Copy(Path.Combine(_folder, "authority.pem"), Path.Combine(others, "authority.pem"), overwrite: true);
        var address = FreeAddress();
        using var agent = WiretaxProgram.Start(WiretaxProgram.Path, ["agent", "--listen", address, "--certificates", _folder]);
        await agent.WaitForErrorLineAsync($"the agent listens at {address}", Limit);

        var refused = await WiretaxProgram.RunAsync("agent", "status", address, "--certificates", others);

        Assert.Equal(1, refused.Status);
        Assert.Equal($"wiretax: The connection to the agent at {address} was refused or lost; the agent's log says whether it refused.", refused.Errors);
        await agent.WaitForErrorLineAsync("its certificate is of another authority", Limit);
    }

    [Fact]
    public async Task Certificates_are_not_written_over()
    {
        await InitAsync();

        var again = await WiretaxProgram.RunAsync("agent", "init", "--folder", _folder);

        Assert.Equal(1, again.Status);
        Assert.Contains("is there already", again.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--listen must be ADDRESS:PORT", "agent", "serve", "--listen", "here")]
    [InlineData("the agent must be HOST or HOST:PORT", "agent", "status", "a b")]
    [InlineData("--host must be a host's name or IP address", "agent", "init", "--host", "a b")]
    [InlineData("--days must be a whole number from 1 to 3650", "agent", "init", "--days", "0")]
    public async Task Wrong_use_is_told(string why, params string[] arguments)
    {
        var result = await WiretaxProgram.RunAsync(arguments);

        Assert.Equal(2, result.Status);
        Assert.Contains(why, result.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task InitAsync()
    {
        var made = await WiretaxProgram.RunAsync("agent", "init", "--folder", _folder);
        Assert.True(made.Status == 0, made.Errors);
        Assert.Contains("valid until", made.Output, StringComparison.Ordinal);
    }

    private static string FreeAddress()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).ToString();
    }
}
