namespace Wiretax.Analysis.Dissection;

/// <summary>
/// Stacks that are one chain of headers, so that a frame's spans follow from it and a few lengths: Ethernet, perhaps one
/// VLAN tag, IPv4 without options or IPv6 without extension headers, TCP or UDP, payload, padding. Not a fragment, no
/// tunnel, no defect.
/// </summary>
[Flags]
internal enum PlainShape : byte
{
    /// <summary>Any other frame.</summary>
    None = 0,
    Tagged = 1,
    Ipv6 = 2,
    Udp = 4,
    Plain = 8,
}
