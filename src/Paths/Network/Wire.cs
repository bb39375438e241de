using System.Globalization;
using Wiretax.Paths.Processes;

namespace Wiretax.Paths.Network;

/// <summary>
/// The part that all paths share: the peer in a namespace of its own, a switch (bridge) in another, and the wire
/// between them. What is to be measured is put on the switch. A path of several pairs has a wire for each, with an
/// interface, a switch and a subnet of its own; the peer is the same.
/// </summary>
internal sealed class Wire
{
    private const string SwitchPort = "wire0";
    private const string Bridge = "br0";

    /// <summary>FCS 4, preamble and SFD 8, inter-packet gap 12: what Ethernet adds to a frame (IEEE 802.3, clauses 3 and 4).</summary>
    private const int EthernetOverhead = 24;
    private const int EthernetHeader = 14;
    private const int LeastOnTheWire = 60 + EthernetOverhead;

    private const long LargestBurst = 32 << 10;

    /// <summary>
    /// Bits/s at which a burst may leave: more than any machine hands over. The bucket of tbf's peak holds one frame,
    /// so that with a peak near the rate each frame of a burst waits for a timer, and a fast wire falls short.
    /// </summary>
    private const long LeastPeak = 200_000_000_000;
    private const long LeastPeakOverRate = 10;

    private readonly int _pair;

    private Wire(int pair, NetworkNamespace peer, NetworkNamespace @switch, WireOptions options) =>
        (_pair, Peer, Switch, Options) = (pair, peer, @switch, options);

    /// <summary>The interface at the peer, where the traffic is captured.</summary>
    public string PeerInterface => string.Create(CultureInfo.InvariantCulture, $"peer{_pair}");

    public Station PeerStation => PathAddresses.Peer(_pair);
    public Station SystemStation => PathAddresses.SystemUnderTest(_pair);

    public NetworkNamespace Peer { get; }
    public NetworkNamespace Switch { get; }
    public WireOptions Options { get; }

    /// <summary>The wire of a path of one pair.</summary>
    public static async Task<Wire> BuildAsync(PathSite site, WireOptions options, CancellationToken cancellation) =>
        await BuildAsync(site, 0, await site.AddNamespaceAsync("peer", cancellation), options, cancellation);

    /// <summary>One wire each for several pairs, all to the same peer.</summary>
    public static async Task<IReadOnlyList<Wire>> BuildAsync(PathSite site, int pairs, WireOptions options, CancellationToken cancellation)
    {
        var peer = await site.AddNamespaceAsync("peer", cancellation);
        var wires = new List<Wire>(pairs);
        for (var pair = 0; pair < pairs; pair++)
            wires.Add(await BuildAsync(site, pair, peer, options, cancellation));
        return wires;
    }

    private static async Task<Wire> BuildAsync(
        PathSite site, int pair, NetworkNamespace peer, WireOptions options, CancellationToken cancellation)
    {
        var wire = new Wire(pair, peer, await site.AddNamespaceAsync($"switch{pair}", cancellation), options);
        await AddSwitchAsync(wire.Switch, cancellation);
        await Interfaces.AddPairAsync(wire.Peer, wire.PeerInterface, wire.Switch, SwitchPort, cancellation);
        foreach (var (end, name) in wire.Ends)
            await wire.ShapeAsync(end, name, cancellation);
        await Interfaces.AddressAsync(wire.Peer, wire.PeerInterface, wire.PeerStation, options.Mtu, cancellation);
        await PlugInAsync(wire.Switch, SwitchPort, options.Mtu, cancellation);
        return wire;
    }

    private IEnumerable<(NetworkNamespace Inside, string Name)> Ends => [(Peer, PeerInterface), (Switch, SwitchPort)];

    /// <summary>Puts a namespace on the switch, as the system under test, and makes the two ends known to each other.</summary>
    public async Task AttachAsync(NetworkNamespace system, string interfaceName, CancellationToken cancellation)
    {
        var port = $"to-{interfaceName}";
        await Interfaces.AddPairAsync(system, interfaceName, Switch, port, cancellation);
        await Interfaces.AddressAsync(system, interfaceName, SystemStation, Options.Mtu, cancellation);
        await PlugInAsync(Switch, port, Options.Mtu, cancellation);
        await Interfaces.NeighbourAsync(system, interfaceName, PeerStation, cancellation);
        await KnowSystemAsync(cancellation);
    }

    /// <summary>Puts a tap on the switch, for a hypervisor that runs in the switch's namespace.</summary>
    public Task AttachTapAsync(string name, CancellationToken cancellation) => AddTapAsync(Switch, name, Options.Mtu, cancellation);

    /// <summary>A switch in a namespace, without a wire to it.</summary>
    public static Task AddSwitchAsync(NetworkNamespace inside, CancellationToken cancellation) =>
        Interfaces.AddBridgeAsync(inside, Bridge, cancellation);

    /// <summary>A tap on the switch of a namespace.</summary>
    public static async Task AddTapAsync(NetworkNamespace @switch, string name, int mtu, CancellationToken cancellation)
    {
        await Interfaces.AddTapAsync(@switch, name, cancellation);
        await PlugInAsync(@switch, name, mtu, cancellation);
    }

    /// <summary>Makes the system under test known to the peer.</summary>
    public Task KnowSystemAsync(CancellationToken cancellation) =>
        Interfaces.NeighbourAsync(Peer, PeerInterface, SystemStation, cancellation);

    /// <summary>The link over this wire to what is on its switch.</summary>
    /// <param name="systemUnderTest">Null where nothing can be started there.</param>
    public PathLink Link(ServerCommand server, PathEnd? systemUnderTest) => new()
    {
        PeerInterface = PeerInterface,
        PeerAddress = PeerStation.Address,
        SystemUnderTestAddress = SystemStation.Address,
        Server = server,
        Peer = new LocalEnd(Peer.Start),
        SystemUnderTest = systemUnderTest,
    };

    /// <summary>How the peer's interface, and so the wire, is set: name to text.</summary>
    public async Task<Dictionary<string, string?>> DescribeAsync(CancellationToken cancellation) => new()
    {
        ["wire"] = Options.BitsPerSecond is { } rate
            ? string.Create(CultureInfo.InvariantCulture, $"{rate / 1e6:0.###} Mb/s Ethernet (tbf, preamble, gap and FCS counted; burst {Burst(rate)} B, buffer {Options.BufferBytes} B), MTU {Options.Mtu}")
            : string.Create(CultureInfo.InvariantCulture, $"no rate limit, MTU {Options.Mtu}"),
        ["peer interface"] = await InterfaceState.DescribeAsync(Peer, PeerInterface, cancellation),
        ["switch"] = "Linux bridge; port to the peer: " + await InterfaceState.DescribeAsync(Switch, SwitchPort, cancellation),
    };

    private static async Task PlugInAsync(NetworkNamespace @switch, string port, int mtu, CancellationToken cancellation)
    {
        await Interfaces.JoinAsync(@switch, port, Bridge, cancellation);
        await Interfaces.UpAsync(@switch, port, mtu, cancellation);
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
            // A peak, so that there is a largest size: tbf cuts what is larger into frames before it counts them, and
            // so counts each frame's overhead.
            "peakrate", string.Create(CultureInfo.InvariantCulture, $"{Math.Max(LeastPeakOverRate * rate, LeastPeak)}bit"),
            "mtu", (Options.Mtu + EthernetHeader + EthernetOverhead).ToString(CultureInfo.InvariantCulture),
            "limit", Options.BufferBytes.ToString(CultureInfo.InvariantCulture),
            "overhead", EthernetOverhead.ToString(CultureInfo.InvariantCulture),
            "mpu", LeastOnTheWire.ToString(CultureInfo.InvariantCulture),
        ], cancellation);
    }

    /// <summary>A millisecond at the wire's rate, two whole frames at least.</summary>
    private long Burst(long rate) =>
        Math.Max(2 * (Options.Mtu + EthernetHeader + EthernetOverhead), Math.Min(rate / 8 / 1000, LargestBurst));
}
