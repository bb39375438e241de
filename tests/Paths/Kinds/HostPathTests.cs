using Wiretax.Paths;
using Wiretax.Paths.Kinds;

namespace Wiretax.Tests.Paths.Kinds;

[Collection(nameof(OnePathTestAtATime))]
public sealed class HostPathTests
{
    [Fact]
    public async Task A_ping_and_a_download_go_through()
    {
        var kind = await PathMachine.NeedAsync("host");
        await using var path = await kind.BuildAsync(StandInServer.Request("host"), PathMachine.Cancellation);

        await PathMachine.PingAsync(path);
        await PathMachine.DownloadFromMachineAsync(path);

        Assert.True(path.SystemUnderTestCpuSeconds() >= 0);
        Assert.Empty(path.Hypervisors());
        Assert.Null(path.Failure);
    }

    [Fact]
    public async Task Over_loopback_its_server_serves_at_the_address_that_is_measured_only()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Paths are built on Linux only.");
        var told = Path.GetTempFileName();
        var request = StandInServer.Request("host") with
        {
            Servers = [StandInServer.Shell($"echo \"$0 $1\" >{told}; echo ready; exec sleep 600")],
        };

        await using var path = await PathSite.BuildAsync(site => HostPath.BuildOnLoopbackAsync(
            site, request, new PathAvailability(false, "No namespaces."), PathMachine.Cancellation));

        Assert.Equal("--address 127.0.0.2\n", File.ReadAllText(told));
        Assert.Equal("127.0.0.2", Assert.Single(path.Links).SystemUnderTestAddress.ToString());
        File.Delete(told);
    }

    [Fact]
    public async Task Nothing_is_left_after_it()
    {
        var kind = await PathMachine.NeedAsync("host");
        var path = await kind.BuildAsync(StandInServer.Request("host"), PathMachine.Cancellation);
        Assert.NotEmpty(PathMachine.NamespacesOf(Environment.ProcessId));

        await path.DisposeAsync();

        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task Two_stand_side_by_side_without_meeting()
    {
        var kind = await PathMachine.NeedAsync("host");
        await using var first = await kind.BuildAsync(StandInServer.Request("first"), PathMachine.Cancellation);
        var second = await kind.BuildAsync(StandInServer.Request("second"), PathMachine.Cancellation);

        await second.DisposeAsync();

        await PathMachine.PingAsync(first);
    }

    [Fact]
    public async Task By_default_the_wire_carries_frames_of_its_MTU_and_says_so()
    {
        var kind = await PathMachine.NeedAsync("host");
        await using var path = await kind.BuildAsync(StandInServer.Request("host", ("mtu", "1400")), PathMachine.Cancellation);

        var description = path.Describe();

        Assert.Contains("peer0 (veth), MTU 1400, qdisc noqueue, tso off, gso off, gro off", description["peer interface"]);
        Assert.Contains("MTU 1400", description["system's interface"]);
        Assert.Contains("tso on", description["system's interface"]);
    }

    [Fact]
    public async Task With_offload_on_the_interfaces_stay_at_their_defaults()
    {
        var kind = await PathMachine.NeedAsync("host");
        await using var path = await kind.BuildAsync(StandInServer.Request("host", ("offload", "on")), PathMachine.Cancellation);

        Assert.Contains("tso on", path.Describe()["peer interface"]);
    }

    [Fact]
    public async Task A_wire_of_a_stated_rate_carries_no_more()
    {
        const long Rate = 100_000_000;
        var kind = await PathMachine.NeedAsync("host");
        await using var path = await kind.BuildAsync(StandInServer.Request("host", ("rate", "100mbit")), PathMachine.Cancellation);
        var size = new FileInfo(typeof(HostPathTests).Assembly.Location).Length;

        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        await PathMachine.DownloadFromMachineAsync(path);
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(began);

        Assert.Contains("qdisc tbf", path.Describe()["peer interface"]);
        Assert.InRange(size * 8 / took.TotalSeconds, Rate * 0.2, Rate * 1.01);
    }

    [Fact]
    public async Task A_server_that_ends_before_it_is_ready_is_named_with_its_last_line()
    {
        var kind = await PathMachine.NeedAsync("host");
        var request = StandInServer.Request("host") with { Servers = [StandInServer.Command("/bin/sh", "-c", "echo no such luck >&2; exit 3")] };

        var failure = await Assert.ThrowsAsync<PathException>(() => kind.BuildAsync(request, PathMachine.Cancellation));

        Assert.Equal("The server at the system under test ended before it was ready. It said: no such luck", failure.Message);
        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task A_server_that_dies_is_the_paths_failure()
    {
        var kind = await PathMachine.NeedAsync("host");
        var request = StandInServer.Request("host") with { Servers = [StandInServer.Command("/bin/sh", "-c", "echo ready; sleep 0.2; echo out of luck >&2; exit 3")] };
        await using var path = await kind.BuildAsync(request, PathMachine.Cancellation);

        await PathMachine.WaitUntilAsync(() => path.Failure is not null, TimeSpan.FromSeconds(10));

        Assert.Contains("out of luck", path.Failure);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(90)]
    [InlineData(150)]
    public async Task Cancelled_in_the_middle_it_takes_down_what_stood(int milliseconds)
    {
        var kind = await PathMachine.NeedAsync("host");
        var request = StandInServer.Request("host") with { Servers = [StandInServer.Command("/bin/sleep", "60")] };
        using var interruption = new CancellationTokenSource(milliseconds);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kind.BuildAsync(request, interruption.Token));

        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }
}
