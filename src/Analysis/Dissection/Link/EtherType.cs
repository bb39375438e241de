namespace Wiretax.Analysis.Dissection.Link;

/// <summary>The EtherType registry (IEEE), as far as the dissector follows it.</summary>
internal static class EtherType
{
    /// <summary>Values up to here are an IEEE 802.3 length; from 0x0600 on they are a type.</summary>
    public const ushort LargestLength = 1500;

    public const ushort SmallestType = 0x0600;

    public const ushort Ipv4 = 0x0800;
    public const ushort Arp = 0x0806;
    public const ushort Erspan3 = 0x22eb;
    public const ushort TransparentEthernetBridging = 0x6558;
    public const ushort ReverseArp = 0x8035;
    public const ushort Vlan = 0x8100;
    public const ushort Ipv6 = 0x86dd;
    public const ushort SlowProtocols = 0x8809;
    public const ushort Ppp = 0x880b;
    public const ushort Mpls = 0x8847;
    public const ushort MplsUpstream = 0x8848;
    public const ushort PppoeDiscovery = 0x8863;
    public const ushort PppoeSession = 0x8864;
    public const ushort ProviderVlan = 0x88a8;
    public const ushort Erspan = 0x88be;
    public const ushort Lldp = 0x88cc;
    public const ushort ProviderBackboneBridging = 0x88e7;
    public const ushort OldProviderVlan = 0x9100;

    public static HeaderKind Next(ushort etherType) => etherType switch
    {
        Ipv4 => HeaderKind.Ipv4,
        Ipv6 => HeaderKind.Ipv6,
        Arp or ReverseArp => HeaderKind.Arp,
        Vlan or ProviderVlan or OldProviderVlan => HeaderKind.Vlan,
        Mpls or MplsUpstream => HeaderKind.Mpls,
        PppoeSession or PppoeDiscovery => HeaderKind.Pppoe,
        ProviderBackboneBridging => HeaderKind.Pbb,
        TransparentEthernetBridging => HeaderKind.Ethernet,
        Lldp => HeaderKind.Lldp,
        SlowProtocols => HeaderKind.SlowProtocol,
        _ => HeaderKind.Undissected,
    };

    /// <summary>For the field behind Ethernet addresses or a VLAN tag, which also holds an IEEE 802.3 length.</summary>
    public static HeaderKind NextOrLength(ref FrameCursor cursor, ushort typeOrLength)
    {
        if (typeOrLength > LargestLength)
        {
            return Next(typeOrLength);
        }

        if (typeOrLength > cursor.Remaining)
        {
            cursor.Exceeds(Protocol.Llc, typeOrLength);
        }

        cursor.Narrow(cursor.Offset + typeOrLength, Protocol.Padding);
        return HeaderKind.Llc;
    }
}
