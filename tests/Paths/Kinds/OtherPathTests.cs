using Wiretax.Paths;

namespace Wiretax.Tests.Paths.Kinds;

/// <summary>What each of the other kinds must do: carry traffic to where it says, and leave nothing.</summary>
[Collection(nameof(OnePathTestAtATime))]
public sealed class OtherPathTests
{
    [Fact]
    public async Task A_container_is_reached_through_its_hosts_address()
    {
        var kind = await PathMachine.NeedAsync("container");
        await using (var path = await kind.BuildAsync(StandInServer.Request("container"), PathMachine.Cancellation))
        {
            await PathMachine.DownloadFromMachineAsync(path);
            await PathMachine.PingAsync(path);
            // One hop further than its host: a container's answer has been routed.
            var ping = await PathMachine.RunInPeerAsync(path, "busybox", "ping", "-c", "1", $"{path.Links[0].SystemUnderTestAddress}");
            Assert.Contains("ttl=63", ping.Output);
        }
        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task A_VXLAN_paths_frames_are_seen_with_their_tunnel()
    {
        var kind = await PathMachine.NeedAsync("vxlan");
        await using (var path = await kind.BuildAsync(StandInServer.Request("vxlan"), PathMachine.Cancellation))
        {
            var capture = PathMachine.RunInPeerAsync(path, "timeout", "20", "tcpdump", "-n", "-i", path.Links[0].PeerInterface, "-c", "6", "udp", "port", "4789");
            await Task.Delay(TimeSpan.FromSeconds(2), PathMachine.Cancellation);
            await PathMachine.PingAsync(path);
            await PathMachine.DownloadFromMachineAsync(path);

            Assert.Contains("VXLAN", (await capture).Output);
            Assert.Contains("10.78.0.1 > 10.78.0.2: ICMP echo request", (await capture).Output);
        }
        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Theory]
    [InlineData("576")]
    [InlineData("1329")]
    [InlineData("1330")]
    [InlineData("9000")]
    public async Task A_VXLAN_path_can_have_each_MTU(string mtu)
    {
        var kind = await PathMachine.NeedAsync("vxlan");
        await using var path = await kind.BuildAsync(StandInServer.Request("vxlan", ("mtu", mtu)), PathMachine.Cancellation);

        await PathMachine.PingAsync(path);
        await PathMachine.DownloadFromMachineAsync(path);
    }

    [Fact]
    public async Task A_UML_guest_boots_answers_and_serves()
    {
        var kind = await PathMachine.NeedAsync("uml-bridged");
        await using (var path = await kind.BuildAsync(StandInServer.GuestRequest(), PathMachine.Cancellation))
        {
            await PathMachine.PingAsync(path);
            await PathMachine.DownloadAsync(path);
            Assert.True(Assert.Single(path.Hypervisors()).Seconds > 0);
        }
        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task A_guest_behind_NAT_is_reached_at_its_forwarded_ports_and_answers_no_ping()
    {
        var kind = await PathMachine.NeedAsync("vm-nat");
        await using (var path = await kind.BuildAsync(StandInServer.GuestRequest(), PathMachine.Cancellation))
        {
            await PathMachine.DownloadAsync(path);
            var ping = await PathMachine.RunInPeerAsync(path, "busybox", "ping", "-c", "1", "-W", "1", $"{path.Links[0].SystemUnderTestAddress}");
            Assert.NotEqual(0, ping.Status);
            Assert.Contains("TCP ports only", path.WhyNotCarried("ping", "tx"));
            Assert.Null(path.WhyNotCarried("http", "rx"));
        }
        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task A_host_only_guest_has_the_host_as_its_peer()
    {
        var kind = await PathMachine.NeedAsync("vm-host-only");
        await using (var path = await kind.BuildAsync(StandInServer.GuestRequest(), PathMachine.Cancellation))
        {
            await PathMachine.PingAsync(path);
            await PathMachine.DownloadAsync(path);
            Assert.Contains("(tun)", path.Describe()["peer interface"]);
        }
        PathMachine.AssertNothingLeftOf(Environment.ProcessId);
    }

    [Fact]
    public async Task A_remote_path_without_its_agent_says_what_it_needs()
    {
        var kind = await PathMachine.NeedAsync("remote");

        var failure = await Assert.ThrowsAsync<PathException>(() => kind.BuildAsync(StandInServer.Request("remote"), PathMachine.Cancellation));

        Assert.Equal("A path of kind remote needs 'agent: HOST', the machine on which 'wiretax agent' runs.", failure.Message);
    }

    [Fact]
    public async Task A_remote_path_captures_the_two_ends_and_not_the_agents_connection()
    {
        var kind = await PathMachine.NeedAsync("remote");
        var request = StandInServer.Request("remote", ("agent", "127.0.0.1:9999"), ("address", "127.0.0.2"))
            with
        { Agent = new AgentCommand([], 9443, new Dictionary<string, string>()) };
        await using var path = await kind.BuildAsync(request, PathMachine.Cancellation);

        var link = Assert.Single(path.Links);
        Assert.Equal(("lo", "127.0.0.1", "127.0.0.2"), (link.PeerInterface, $"{link.PeerAddress}", $"{link.SystemUnderTestAddress}"));
        Assert.Equal("host 127.0.0.1 and host 127.0.0.2 and not (host 127.0.0.1 and tcp port 9999)", link.CaptureFilter);
        Assert.Equal(("127.0.0.1", 9999), (Assert.IsType<AgentEnd>(link.SystemUnderTest).Host, ((AgentEnd)link.SystemUnderTest!).Port));
    }
}
