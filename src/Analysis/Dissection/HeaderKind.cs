namespace Wiretax.Analysis.Dissection;

/// <summary>
/// What the bytes at the cursor are: the case of the dissector's switch that comes next. The outermost link header
/// reaches as far as the values before <see cref="Arp"/> go.
/// </summary>
internal enum HeaderKind : byte
{
    Ethernet,
    Vlan,

    Arp,
    Ipv4,
    Ipv6,
    Icmp,
    Icmpv6,
    Tcp,
    Udp,

    /// <summary>The rest of the container is payload.</summary>
    Payload,

    /// <summary>The rest of the container is not understood, or hidden by the snaplen.</summary>
    Undissected,

    /// <summary>The rest of the container lies behind all that counts.</summary>
    Padding,
}
