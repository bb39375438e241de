namespace Wiretax.Analysis.Dissection.Tunnels;

/// <summary>
/// The UDP ports (IANA) that tunnels use. A port is only a hint: each tunnel looks at its own first bytes, and what is
/// none stays the datagram's payload. VXLAN, Geneve and MPLS are known by the destination port alone, since their
/// senders spread flows over the source port; the others by either.
/// </summary>
internal static class UdpTunnel
{
    private const ushort L2tp = 1701;
    private const ushort GtpU = 2152;
    private const ushort IpsecNatTraversal = 4500;
    private const ushort Vxlan = 4789;
    private const ushort VxlanGpe = 4790;
    private const ushort Geneve = 6081;
    private const ushort Mpls = 6635;
    private const ushort LinuxVxlan = 8472;
    private const ushort WireGuard = 51820;

    public static HeaderKind Next(ushort source, ushort destination)
    {
        var next = ByEitherPort(destination);
        if (next != HeaderKind.Payload)
        {
            return next;
        }

        return destination switch
        {
            Vxlan or LinuxVxlan => HeaderKind.Vxlan,
            VxlanGpe => HeaderKind.VxlanGpe,
            Geneve => HeaderKind.Geneve,
            Mpls => HeaderKind.MplsInUdp,
            _ => ByEitherPort(source),
        };
    }

    private static HeaderKind ByEitherPort(ushort port) => port switch
    {
        L2tp => HeaderKind.L2tpOverUdp,
        GtpU => HeaderKind.GtpU,
        IpsecNatTraversal => HeaderKind.EspInUdp,
        WireGuard => HeaderKind.WireGuard,
        _ => HeaderKind.Payload,
    };
}
