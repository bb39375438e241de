namespace Wiretax.Analysis.Dissection;

/// <summary>The names of the ledger's rows, as the JSON contract promises them.</summary>
public static class ProtocolNames
{
    private static readonly string[] Names = BuildNames();

    /// <summary>Number of values of <see cref="Protocol"/>, for tables indexed by it.</summary>
    public static int Count => Names.Length;

    public static string Of(Protocol protocol) => Names[(int)protocol];

    private static string[] BuildNames()
    {
        var names = new string[(int)Protocol.Undissected + 1];
        for (var protocol = Protocol.None; protocol <= Protocol.Undissected; protocol++)
        {
            names[(int)protocol] = NameOf(protocol);
        }

        return names;
    }

    private static string NameOf(Protocol protocol) => protocol switch
    {
        Protocol.None => "none",
        Protocol.Ethernet => "ethernet",
        Protocol.Ieee80211 => "ieee80211",
        Protocol.Radiotap => "radiotap",
        Protocol.LinuxSll => "linux-sll",
        Protocol.LinuxSll2 => "linux-sll2",
        Protocol.BsdNull => "bsd-null",
        Protocol.Ppp => "ppp",
        Protocol.Llc => "llc",
        Protocol.Vlan => "vlan",
        Protocol.Pbb => "pbb",
        Protocol.Mpls => "mpls",
        Protocol.Pppoe => "pppoe",
        Protocol.Arp => "arp",
        Protocol.Lldp => "lldp",
        Protocol.Stp => "stp",
        Protocol.Lacp => "lacp",
        Protocol.Gre => "gre",
        Protocol.Erspan => "erspan",
        Protocol.Vxlan => "vxlan",
        Protocol.VxlanGpe => "vxlan-gpe",
        Protocol.Geneve => "geneve",
        Protocol.GtpU => "gtp-u",
        Protocol.L2tp => "l2tp",
        Protocol.WireGuard => "wireguard",
        Protocol.Esp => "esp",
        Protocol.Ah => "ah",
        Protocol.Ipv4 => "ipv4",
        Protocol.Ipv4Options => "ipv4-options",
        Protocol.Ipv6 => "ipv6",
        Protocol.Ipv6Extensions => "ipv6-extensions",
        Protocol.Icmp => "icmp",
        Protocol.Icmpv6 => "icmpv6",
        Protocol.Igmp => "igmp",
        Protocol.Tcp => "tcp",
        Protocol.TcpOptions => "tcp-options",
        Protocol.Udp => "udp",
        Protocol.Sctp => "sctp",
        Protocol.Payload => "payload",
        Protocol.Padding => "padding",
        Protocol.Undissected => "undissected",
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "A protocol without a ledger row."),
    };
}
