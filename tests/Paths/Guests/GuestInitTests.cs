using System.Net;
using Wiretax.Paths;
using Wiretax.Paths.Guests;
using Wiretax.Paths.Network;

namespace Wiretax.Tests.Paths.Guests;

public sealed class GuestInitTests
{
    private static readonly GuestNetwork Network = new()
    {
        Station = new Station(IPAddress.Parse("10.77.0.2"), "02:57:54:00:00:02"),
        FarEnd = new Station(IPAddress.Parse("10.77.0.1"), "02:57:54:00:00:01"),
        Mtu = 1400,
    };

    [Fact]
    public void Arguments_of_the_server_reach_it_as_they_are()
    {
        var script = GuestInit.Script(Network, Programs("/opt/x/wiretax", "serve", "a b", "it's $HOME"), ["a.ko", "b.ko"]);

        Assert.Contains(@"'/wiretax/wiretax' 'serve' 'a b' 'it'\''s $HOME' </dev/null", script);
    }

    [Fact]
    public void Modules_are_loaded_in_order_before_the_network_is_set_up()
    {
        var script = GuestInit.Script(Network, Programs("wiretax"), ["a.ko", "b.ko"]);

        string[] steps =
        [
            "modules/a.ko", "modules/b.ko", "nic=$(nic_of 02:57:54:00:00:02)", "ip addr add 10.77.0.2/24 dev $nic", "ip link set $nic mtu 1400",
            "arp -i $nic -s 10.77.0.1", "'/wiretax/wiretax'",
        ];
        var places = steps
            .Select(each => script.IndexOf(each, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void The_agent_starts_beside_the_server_over_a_NIC_of_its_own()
    {
        var managed = Network with { Management = new Station(IPAddress.Parse("10.79.0.2"), "02:57:54:02:00:02") };
        var agent = new AgentCommand(["agent", "--certificates", "certificates"], 9443, new Dictionary<string, string>());

        var script = GuestInit.Script(managed, Programs("wiretax") with { Agent = agent }, []);

        Assert.Contains("nic=$(nic_of 02:57:54:02:00:02)", script);
        Assert.Contains("ip addr add 10.79.0.2/24 dev $nic", script);
        Assert.Contains("'/wiretax/wiretax' 'agent' '--certificates' 'certificates' </dev/null", script);
        Assert.DoesNotContain("agent", GuestInit.Script(Network, Programs("wiretax"), []));
    }

    private static GuestPrograms Programs(string program, params string[] arguments) =>
        new(new ServerCommand(program, arguments) { HttpPort = 8080, TcpPort = 9400 }, Agent: null);
}
