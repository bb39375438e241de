using System.Diagnostics;
using Wiretax.Paths;

namespace Wiretax.Tests.Paths;

[Collection(nameof(OnePathTestAtATime))]
public sealed class BridgedQemuPathTests
{
    private static PathRequest Guest(params (string Name, string Value)[] parameters) =>
        StandInServer.Request("guest", parameters) with { Server = StandInServer.InGuest };

    [Theory]
    [InlineData("virtio", "driver virtio_net")]
    [InlineData("vmxnet3", "driver vmxnet3")]
    [InlineData("e1000", "driver e1000")]
    public async Task A_guest_boots_answers_and_serves(string nic, string driver)
    {
        var kind = await PathMachine.NeedAsync("vm-bridged");
        await using var path = await kind.BuildAsync(Guest(("nic", nic)), PathMachine.Cancellation);
        var target = path.Endpoints.SystemUnderTestAddress;

        var ping = await PathMachine.RunInPeerAsync(path, "busybox", "ping", "-c", "3", "-i", "0.1", $"{target}");
        var began = Stopwatch.GetTimestamp();
        var download = await PathMachine.RunInPeerAsync(path, "busybox", "wget", "-q", "-O", "/dev/null", $"http://{target}:{StandInServer.Port}/file");
        TestContext.Current.SendDiagnosticMessage($"{nic}: {ping.Output.Split('\n')[^2]}; 40 MB in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");

        Assert.Contains("3 packets received, 0% packet loss", ping.Output);
        Assert.Equal(0, download.Status);
        Assert.Contains(driver, path.Describe()["guest's kernel"] ?? "");
        Assert.True(path.HypervisorCpuSeconds() > 0);
        Assert.Null(path.SystemUnderTestCpuSeconds());
        Assert.Null(path.Failure);
    }

    [Fact]
    public async Task Nothing_is_left_after_it()
    {
        var kind = await PathMachine.NeedAsync("vm-bridged");
        var path = await kind.BuildAsync(Guest(), PathMachine.Cancellation);
        Assert.NotEmpty(PathMachine.FoldersOf(Environment.ProcessId));

        await path.DisposeAsync();

        Assert.Empty(PathMachine.NamespacesOf(Environment.ProcessId));
        Assert.Empty(PathMachine.FoldersOf(Environment.ProcessId));
    }
}
