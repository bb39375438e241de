using System.Globalization;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Network;

/// <summary>
/// The part that all paths share: the peer in a namespace of its own, a switch (bridge) in another, and the wire
/// between them. What is to be measured is put on the switch.
/// </summary>
internal sealed class Wire
{
    /// <summary>The interface at the peer, where the traffic is captured.</summary>
    public const string PeerInterface = "peer0";
    private const string SwitchPort = "wire0";
    private const string Bridge = "br0";

    /// <summary>FCS 4, preamble and SFD 8, inter-packet gap 12: what Ethernet adds to a frame (IEEE 802.3, clauses 3 and 4).</summary>
    private const int EthernetOverhead = 24;
    private const int EthernetHeader = 14;
    private const int LeastOnTheWire = 60 + EthernetOverhead;

    /// <summary>Below the size of super-frames, so that the shaper cuts them into frames of the MTU.</summary>
    private const long LargestBurst = 32 << 10;

    private Wire(NetworkNamespace peer, NetworkNamespace @switch, WireOptions options) => (Peer, Switch, Options) = (peer, @switch, options);

    public NetworkNamespace Peer { get; }
    public NetworkNamespace Switch { get; }
    public WireOptions Options { get; }

    public static async Task<Wire> BuildAsync(PathSite site, WireOptions options, CancellationToken cancellation)
    {
        var wire = new Wire(
            await site.AddNamespaceAsync("peer", cancellation), await site.AddNamespaceAsync("switch", cancellation), options);
        await Interfaces.AddBridgeAsync(wire.Switch, Bridge, cancellation);
        await Interfaces.AddPairAsync(wire.Peer, PeerInterface, wire.Switch, SwitchPort, cancellation);
        foreach (var (end, name) in wire.Ends)
            await wire.ShapeAsync(end, name, cancellation);
        await Interfaces.AddressAsync(wire.Peer, PeerInterface, PathAddresses.Peer, options.Mtu, cancellation);
        await wire.PlugInAsync(SwitchPort, cancellation);
        return wire;
    }

    private IEnumerable<(NetworkNamespace Inside, string Name)> Ends => [(Peer, PeerInterface), (Switch, SwitchPort)];

    /// <summary>Puts a namespace on the switch, as the system under test, and makes the two ends known to each other.</summary>
    public async Task AttachAsync(NetworkNamespace system, string interfaceName, Station station, CancellationToken cancellation)
    {
        var port = $"to-{interfaceName}";
        await Interfaces.AddPairAsync(system, interfaceName, Switch, port, cancellation);
        await Interfaces.AddressAsync(system, interfaceName, station, Options.Mtu, cancellation);
        await PlugInAsync(port, cancellation);
        await Interfaces.NeighbourAsync(system, interfaceName, PathAddresses.Peer, cancellation);
        await KnowAsync(station, cancellation);
    }

    /// <summary>Puts a tap on the switch, for a hypervisor that runs in the switch's namespace.</summary>
    public async Task AttachTapAsync(string name, CancellationToken cancellation)
    {
        await Interfaces.AddTapAsync(Switch, name, cancellation);
        await PlugInAsync(name, cancellation);
    }

    /// <summary>Makes a station known to the peer.</summary>
    public Task KnowAsync(Station station, CancellationToken cancellation) =>
        Interfaces.NeighbourAsync(Peer, PeerInterface, station, cancellation);

    /// <summary>How the peer's interface, and so the wire, is set: name to text.</summary>
    public async Task<Dictionary<string, string?>> DescribeAsync(CancellationToken cancellation) => new()
    {
        ["wire"] = Options.BitsPerSecond is { } rate
            ? string.Create(CultureInfo.InvariantCulture, $"{rate / 1e6:0.###} Mb/s Ethernet (tbf, preamble, gap and FCS counted; burst {Burst(rate)} B, buffer {Options.BufferBytes} B), MTU {Options.Mtu}")
            : string.Create(CultureInfo.InvariantCulture, $"no rate limit, MTU {Options.Mtu}"),
        ["peer interface"] = await InterfaceState.DescribeAsync(Peer, PeerInterface, cancellation),
        ["switch"] = "Linux bridge; port to the peer: " + await InterfaceState.DescribeAsync(Switch, SwitchPort, cancellation),
    };

    private async Task PlugInAsync(string port, CancellationToken cancellation)
    {
        await Interfaces.JoinAsync(Switch, port, Bridge, cancellation);
        await Interfaces.UpAsync(Switch, port, Options.Mtu, cancellation);
    }

    private async Task ShapeAsync(NetworkNamespace end, string name, CancellationToken cancellation)
    {
        if (!Options.SuperFrames)
            await end.RunAsync("ethtool", ["-K", name, "tso", "off", "gso", "off", "gro", "off"], cancellation);
        if (Options.BitsPerSecond is not { } rate)
            return;
        await Tool.RunAsync("tc",
        [
            "-n", end.Name, "qdisc", "add", "dev", name, "root", "tbf",
            "rate", string.Create(CultureInfo.InvariantCulture, $"{rate}bit"),
            "burst", Burst(rate).ToString(CultureInfo.InvariantCulture),
            "limit", Options.BufferBytes.ToString(CultureInfo.InvariantCulture),
            "overhead", EthernetOverhead.ToString(CultureInfo.InvariantCulture),
            "mpu", LeastOnTheWire.ToString(CultureInfo.InvariantCulture),
        ], cancellation);
    }

    /// <summary>A millisecond at the wire's rate, two whole frames at least.</summary>
    private long Burst(long rate) =>
        Math.Max(2 * (Options.Mtu + EthernetHeader + EthernetOverhead), Math.Min(rate / 8 / 1000, LargestBurst));
}
