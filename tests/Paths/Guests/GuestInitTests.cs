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
        var script = GuestInit.Script(Network, new ServerCommand("/opt/x/wiretax", ["serve", "a b", "it's $HOME"]), ["a.ko", "b.ko"]);

        Assert.Contains(@"'/wiretax/wiretax' 'serve' 'a b' 'it'\''s $HOME' </dev/null", script);
    }

    [Fact]
    public void Modules_are_loaded_in_order_before_the_network_is_set_up()
    {
        var script = GuestInit.Script(Network, new ServerCommand("wiretax", []), ["a.ko", "b.ko"]);

        string[] steps =
        [
            "modules/a.ko", "modules/b.ko", "ip link set eth0 mtu 1400", "ip addr add 10.77.0.2/24 dev eth0",
            "arp -i eth0 -s 10.77.0.1", "'/wiretax/wiretax'",
        ];
        var places = steps
            .Select(each => script.IndexOf(each, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }
}
