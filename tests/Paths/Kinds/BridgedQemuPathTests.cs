using Wiretax.Paths;
using Wiretax.Paths.Guests;
using Wiretax.Paths.Kinds;

namespace Wiretax.Tests.Paths.Kinds;

[Collection(nameof(OnePathTestAtATime))]
public sealed class BridgedQemuPathTests
{
    [Theory]
    [InlineData("virtio", "driver virtio_net")]
    [InlineData("vmxnet3", "driver vmxnet3")]
    [InlineData("e1000", "driver e1000")]
    public async Task A_guest_boots_answers_and_serves_with_each_NIC(string nic, string driver)
    {
        var kind = await PathMachine.NeedAsync("vm-bridged");
        await using var path = await kind.BuildAsync(StandInServer.GuestRequest(("nic", nic)), PathMachine.Cancellation);

        await PathMachine.PingAsync(path);
        await PathMachine.DownloadAsync(path);

        Assert.Contains(driver, path.Describe()["guest's kernel and driver"]);
        Assert.True(Assert.Single(path.Hypervisors()).Seconds > 0);
        Assert.Null(path.SystemUnderTestCpuSeconds());
        Assert.Null(path.Failure);
    }

    [Fact]
    public async Task A_guest_has_the_memory_processors_and_MTU_that_were_asked_for()
    {
        var kind = await PathMachine.NeedAsync("vm-bridged");
        var request = StandInServer.GuestRequest(("memory", "256MiB"), ("vcpus", "2"), ("mtu", "1400"))
            with
        { Servers = [StandInServer.Shell("(nproc; cat /sys/class/net/eth0/mtu; head -n 1 /proc/meminfo) >/tmp/file; httpd -p 8088 -h /tmp; echo ready; sleep 600")] };
        await using var path = await kind.BuildAsync(request, PathMachine.Cancellation);

        var said = await PathMachine.RunInPeerAsync(path, "busybox", "wget", "-q", "-O", "-", $"http://{path.Links[0].SystemUnderTestAddress}:8088/file");

        var lines = said.Output.Split('\n');
        Assert.Equal("2", lines[0]);
        Assert.Equal("1400", lines[1]);
        Assert.InRange(int.Parse(lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]), 180_000, 262_144);
    }

    [Theory]
    [InlineData("vm-bridged", "virtio")]
    [InlineData("vm-bridged", "vmxnet3")]
    [InlineData("vm-bridged", "e1000")]
    [InlineData("uml-bridged", "virtio")]
    public async Task Jumbo_frames_pass_with_a_large_MTU(string kindName, string nic)
    {
        var kind = await PathMachine.NeedAsync(kindName);
        await using var path = await kind.BuildAsync(StandInServer.GuestRequest(("nic", nic), ("mtu", "9000")), PathMachine.Cancellation);

        var ping = await PathMachine.RunInPeerAsync(path, "busybox", "ping", "-c", "2", "-s", "8900", $"{path.Links[0].SystemUnderTestAddress}");

        Assert.Contains("2 packets received, 0% packet loss", ping.Output);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(2000)]
    public async Task Cancelled_while_the_guest_boots_it_takes_down_what_stood(int milliseconds)
    {
        var kind = await PathMachine.NeedAsync("vm-bridged");
        using var interruption = new CancellationTokenSource(milliseconds);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kind.BuildAsync(StandInServer.GuestRequest(), interruption.Token));

        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task Two_guests_stand_side_by_side()
    {
        var kind = await PathMachine.NeedAsync("vm-bridged");
        var both = await Task.WhenAll(
            kind.BuildAsync(StandInServer.GuestRequest(("memory", "256MiB")), PathMachine.Cancellation),
            kind.BuildAsync(StandInServer.GuestRequest(("memory", "256MiB")), PathMachine.Cancellation));

        await both[0].DisposeAsync();

        await PathMachine.PingAsync(both[1]);
        await both[1].DisposeAsync();
        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task A_kernel_that_finds_no_init_is_reported_with_its_consoles_last_lines()
    {
        await PathMachine.NeedAsync("vm-bridged");
        var kind = new BridgedQemuPath { Defaults = new GuestOptions { Init = "/nowhere" } };

        var failure = await Assert.ThrowsAsync<PathException>(() => kind.BuildAsync(StandInServer.GuestRequest(), PathMachine.Cancellation));

        Assert.StartsWith("The guest ended before it served. Its console's last lines:", failure.Message);
        Assert.Contains("Kernel panic", failure.Message);
        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task A_guest_that_never_serves_is_given_up_after_its_time()
    {
        await PathMachine.NeedAsync("vm-bridged");
        var kind = new BridgedQemuPath { Defaults = new GuestOptions { BootLimit = TimeSpan.FromSeconds(5) } };
        var request = StandInServer.GuestRequest() with { Servers = [StandInServer.Shell("sleep 600")] };

        var failure = await Assert.ThrowsAsync<PathException>(() => kind.BuildAsync(request, PathMachine.Cancellation));

        Assert.StartsWith("The guest did not serve within 5 s.", failure.Message);
        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task A_guest_that_dies_later_is_the_paths_failure()
    {
        var kind = await PathMachine.NeedAsync("vm-bridged");
        var request = StandInServer.GuestRequest() with { Servers = [StandInServer.Shell("echo ready; sleep 1; echo out of luck; exit 3")] };
        await using var path = await kind.BuildAsync(request, PathMachine.Cancellation);

        await PathMachine.WaitUntilAsync(() => path.Failure is not null, TimeSpan.FromSeconds(60));

        Assert.StartsWith("The guest of 'guest' has ended.", path.Failure);
        Assert.Contains("out of luck", path.Failure);
        Assert.Contains("status 3", path.Failure);
    }

    [Fact]
    public async Task Nothing_is_left_after_it()
    {
        var kind = await PathMachine.NeedAsync("vm-bridged");
        var path = await kind.BuildAsync(StandInServer.GuestRequest(), PathMachine.Cancellation);
        Assert.NotEmpty(PathMachine.FoldersOf(Environment.ProcessId));

        await path.DisposeAsync();

        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task The_programs_own_server_serves_in_it()
    {
        var kind = await PathMachine.NeedAsync("vm-bridged");
        var program = EndToEnd.WiretaxProgram.Path;
        var request = StandInServer.GuestRequest() with { Servers = [new ServerCommand(program, ["serve"]) { HttpPort = 8080, TcpPort = 9400 }] };
        await using var path = await kind.BuildAsync(request, PathMachine.Cancellation);

        var transfer = await PathMachine.RunInPeerAsync(path, program,
            "generate", "http", $"{path.Links[0].SystemUnderTestAddress}", "--size", "1000000", "--format", "json");

        Assert.Contains("\"contentBytes\": 1000000", transfer.Output.Replace("\":1000000", "\": 1000000", StringComparison.Ordinal));
    }
}
