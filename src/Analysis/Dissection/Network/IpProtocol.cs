namespace Wiretax.Analysis.Dissection.Network;

/// <summary>The IP protocol numbers (IANA) that the dissector follows.</summary>
internal static class IpProtocol
{
    public const byte HopByHop = 0;
    public const byte Icmp = 1;
    public const byte Tcp = 6;
    public const byte Udp = 17;
    public const byte Routing = 43;
    public const byte Fragment = 44;
    public const byte Ah = 51;
    public const byte Icmpv6 = 58;
    public const byte NoNextHeader = 59;
    public const byte DestinationOptions = 60;
    public const byte Mobility = 135;
    public const byte Hip = 139;
    public const byte Shim6 = 140;

    public static HeaderKind Next(byte protocol) => protocol switch
    {
        Tcp => HeaderKind.Tcp,
        Udp => HeaderKind.Udp,
        Icmp => HeaderKind.Icmp,
        Icmpv6 => HeaderKind.Icmpv6,
        _ => HeaderKind.Undissected,
    };
}
