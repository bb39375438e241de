using System.Globalization;

namespace Wiretax.Paths.Network;

/// <summary>The few things that are done to interfaces of a namespace.</summary>
internal static class Interfaces
{
    /// <summary>Least MTU of a link that carries IPv6, bytes: RFC 8200, section 5. Linux gives a smaller one no IPv6.</summary>
    private const int LeastIPv6Mtu = 1280;

    /// <summary>An Ethernet pair whose ends are in two namespaces from the start.</summary>
    public static async Task AddPairAsync(
        NetworkNamespace first, string firstName, NetworkNamespace second, string secondName, CancellationToken cancellation)
    {
        await first.IpAsync(
            ["link", "add", firstName, "type", "veth", "peer", "name", secondName, "netns", second.Name], cancellation);
        await QuietAsync(first, firstName, cancellation);
        await QuietAsync(second, secondName, cancellation);
    }

    public static async Task AddBridgeAsync(NetworkNamespace inside, string name, CancellationToken cancellation)
    {
        await inside.IpAsync(["link", "add", name, "type", "bridge", "stp_state", "0", "mcast_snooping", "0"], cancellation);
        await QuietAsync(inside, name, cancellation);
        await UpAsync(inside, name, mtu: null, cancellation);
    }

    /// <summary>A tap that a hypervisor in the same namespace opens.</summary>
    public static async Task AddTapAsync(NetworkNamespace inside, string name, CancellationToken cancellation)
    {
        await inside.IpAsync(["tuntap", "add", "dev", name, "mode", "tap"], cancellation);
        await QuietAsync(inside, name, cancellation);
    }

    public static Task JoinAsync(NetworkNamespace inside, string port, string bridge, CancellationToken cancellation) =>
        inside.IpAsync(["link", "set", port, "master", bridge], cancellation);

    public static Task UpAsync(NetworkNamespace inside, string name, int? mtu, CancellationToken cancellation) =>
        inside.IpAsync(["link", "set", name, .. Mtu(mtu), "up"], cancellation);

    /// <summary>Gives an interface its station's addresses, and takes it up.</summary>
    public static async Task AddressAsync(
        NetworkNamespace inside, string name, Station station, int? mtu, CancellationToken cancellation)
    {
        await inside.IpAsync(["link", "set", name, "address", station.HardwareAddress], cancellation);
        await inside.IpAsync(["address", "add", station.WithPrefix, "dev", name], cancellation);
        await UpAsync(inside, name, mtu, cancellation);
    }

    /// <summary>Makes a station known, so that none has to ask for it.</summary>
    public static Task NeighbourAsync(NetworkNamespace inside, string name, Station station, CancellationToken cancellation) =>
        inside.IpAsync(["neighbour", "replace", station.Address.ToString(), "lladdr", station.HardwareAddress,
            "dev", name, "nud", "permanent"], cancellation);

    /// <summary>No IPv6 link-local address: it would send router and multicast messages into the measured traffic.</summary>
    public static async Task QuietAsync(NetworkNamespace inside, string name, CancellationToken cancellation)
    {
        if (Directory.Exists("/proc/sys/net/ipv6"))
            await inside.IpAsync(["link", "set", name, "addrgenmode", "none"], cancellation);
    }

    /// <param name="mtu">What the interface was made with, bytes.</param>
    public static Task QuietAsync(NetworkNamespace inside, string name, int mtu, CancellationToken cancellation) =>
        mtu < LeastIPv6Mtu ? Task.CompletedTask : QuietAsync(inside, name, cancellation);

    private static string[] Mtu(int? mtu) =>
        mtu is { } bytes ? ["mtu", bytes.ToString(CultureInfo.InvariantCulture)] : [];
}
