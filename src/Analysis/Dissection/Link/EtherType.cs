namespace Wiretax.Analysis.Dissection.Link;

/// <summary>The EtherType registry, as far as the dissector follows it.</summary>
internal static class EtherType
{
    public const ushort Ipv4 = 0x0800;
    public const ushort Arp = 0x0806;
    public const ushort Vlan = 0x8100;
    public const ushort Ipv6 = 0x86dd;
    public const ushort ProviderVlan = 0x88a8;
    public const ushort OldProviderVlan = 0x9100;

    public static HeaderKind Next(ushort etherType) => etherType switch
    {
        Ipv4 => HeaderKind.Ipv4,
        Ipv6 => HeaderKind.Ipv6,
        Arp => HeaderKind.Arp,
        Vlan or ProviderVlan or OldProviderVlan => HeaderKind.Vlan,
        _ => HeaderKind.Undissected,
    };
}
