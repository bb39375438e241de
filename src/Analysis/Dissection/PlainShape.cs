namespace Wiretax.Analysis.Dissection;

/// <summary>What a plain frame (<see cref="PlainHeaders"/>) has; without any of these it is Ethernet, IPv4, TCP.</summary>
[Flags]
internal enum PlainShape
{
    None = 0,

    /// <summary>A VLAN tag.</summary>
    Tagged = 1,
    Ipv6 = 2,
    Udp = 4,

    /// <summary>TCP options.</summary>
    Options = 8,
    Payload = 16,
}
