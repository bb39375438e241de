using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Tests.Analysis.Dissection;

/// <summary>Every difference that these tests allow is explained in docs/agreement.md.</summary>
public sealed class TsharkAgreementTests
{
    private const int RandomFrames = 500;

    /// <summary>tshark's names of our headers; those that it lists under no name of their own are missing.</summary>
    private static readonly Dictionary<Protocol, string> TsharkNames = new()
    {
        [Protocol.Ethernet] = "eth",
        [Protocol.Ieee80211] = "wlan",
        [Protocol.Radiotap] = "radiotap",
        [Protocol.LinuxSll] = "sll",
        [Protocol.LinuxSll2] = "sll",
        [Protocol.BsdNull] = "null",
        [Protocol.Ppp] = "ppp",
        [Protocol.Llc] = "llc",
        [Protocol.Vlan] = "vlan",
        [Protocol.Mpls] = "mpls",
        [Protocol.Pppoe] = "pppoes",
        [Protocol.Arp] = "arp",
        [Protocol.Lldp] = "lldp",
        [Protocol.Stp] = "stp",
        [Protocol.Lacp] = "lacp",
        [Protocol.Gre] = "gre",
        [Protocol.Erspan] = "erspan",
        [Protocol.Vxlan] = "vxlan",
        [Protocol.Geneve] = "geneve",
        [Protocol.GtpU] = "gtp",
        [Protocol.L2tp] = "l2tp",
        [Protocol.WireGuard] = "wg",
        [Protocol.Esp] = "esp",
        [Protocol.Ah] = "ah",
        [Protocol.Ipv4] = "ip",
        [Protocol.Ipv6] = "ipv6",
        [Protocol.Icmp] = "icmp",
        [Protocol.Icmpv6] = "icmpv6",
        [Protocol.Igmp] = "igmp",
        [Protocol.Tcp] = "tcp",
        [Protocol.Udp] = "udp",
        [Protocol.Sctp] = "sctp",
    };

    /// <summary>Frames of the catalogue that tshark takes apart otherwise, by design of one or the other.</summary>
    private static readonly HashSet<string> OtherHeaders =
    [
        "no vxlan", "no mpls in udp", "cisco hdlc link", "cisco hdlc slarp", "erspan 1", "pbb", "mpls pseudowire",
        "mpls pseudowire without control word", "mpls pseudowire to an address like ipv4", "mpls pseudowire to an address like ipv6",
        "erspan 3 with an ip datagram", "erspan 3, cut within a header", "gvrp",
    ];

    /// <summary>
    /// A first fragment's UDP length is the whole datagram's, and TCP's is not given; the ledger counts what the fragment
    /// holds.
    /// </summary>
    private static readonly HashSet<string> OtherTransportLength =
        ["first fragment", "ipv6 first fragment", "fragment within the options", "wireguard in a fragment", "erspan 2, cut"];

    /// <summary>IP's length is the mirrored datagram's; the ledger counts what the mirror sent of it.</summary>
    private static readonly HashSet<string> OtherNetworkLength = ["erspan 2, cut"];

    [Fact]
    public void The_catalogue_agrees_with_tshark() => AssertAgreement(StackCatalogue.All);

    [Fact]
    public void Random_stacks_agree_with_tshark()
    {
        var random = new RandomStack(seed: 3);
        AssertAgreement([.. Enumerable.Range(0, RandomFrames).Select(i => random.Next($"random {i}"))]);
    }

    private static void AssertAgreement(IReadOnlyList<Stack> stacks)
    {
        var frames = TsharkFrames.Read(stacks);
        Assert.Equal(stacks.Count, frames.Count);
        Assert.All(stacks.Zip(frames), pair => AssertAgreement(pair.First, pair.Second));
    }

    private static void AssertAgreement(Stack stack, TsharkFrame tshark)
    {
        var layers = Dissected.Layers(stack.Frame, linkType: stack.LinkType);
        var stripped = stack.LinkType == LinkType.PppWithDirection ? 1 : 0;
        Assert.Equal(tshark.Length + stripped, layers.Spans[^1].Offset + layers.Spans[^1].Length);
        if (OtherHeaders.Contains(stack.Name))
        {
            Assert.NotEqual(Headers(layers), Headers(tshark));
            return;
        }

        Assert.Equal(Headers(layers), Headers(tshark));
        if (layers.IpVersion != 0 && !OtherNetworkLength.Contains(stack.Name))
        {
            var (lengths, header) = layers.IpVersion == 4 ? (tshark.Ipv4Lengths, 0) : (tshark.Ipv6PayloadLengths, 40);
            var headers = Count(layers, layers.IpVersion == 4 ? Protocol.Ipv4 : Protocol.Ipv6);
            Assert.Equal(lengths[headers - 1] + header, layers.NetworkLength);
        }

        if (OtherTransportLength.Contains(stack.Name))
        {
            return;
        }

        if (layers.Transport == Protocol.Tcp)
        {
            Assert.Equal(tshark.TcpPayloadLengths[^1], layers.PayloadLength);
        }

        if (layers.Transport == Protocol.Udp)
        {
            Assert.Equal(tshark.UdpLengths[^1], layers.TransportHeaderLength + layers.PayloadLength);
        }
    }

    private static int Count(in FrameLayers layers, Protocol protocol)
    {
        var count = 0;
        foreach (var span in layers.Spans)
        {
            count += span.Protocol == protocol ? 1 : 0;
        }

        return count;
    }

    private static string Headers(in FrameLayers layers)
    {
        var names = new List<string>();
        foreach (var span in layers.Spans)
        {
            // The tag behind WireGuard's data and the FCS behind a frame of 802.11 are spans of a header that was.
            var isTrailer = span.Protocol is Protocol.Ieee80211 or Protocol.WireGuard
                && names.Contains(TsharkNames[span.Protocol]);
            if (!isTrailer && TsharkNames.TryGetValue(span.Protocol, out var name))
            {
                names.Add(name);
            }
        }

        return string.Join(':', names);
    }

    private static string Headers(TsharkFrame frame)
    {
        var names = new List<string>();
        foreach (var name in frame.Protocols.Split(':'))
        {
            var ours = name switch { "ieee8021ad" => "vlan", "pppoed" => "pppoes", "udplite" => "udp", _ => name };
            if (TsharkNames.ContainsValue(ours) && !(ours == "igmp" && names.Contains(ours)))
            {
                names.Add(ours);
            }

            // What an ICMP error quotes is no header of this frame.
            if (ours is "icmp" or "icmpv6")
            {
                break;
            }
        }

        return string.Join(':', names);
    }
}
