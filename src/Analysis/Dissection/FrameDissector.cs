using Wiretax.Analysis.Dissection.Link;
using Wiretax.Analysis.Dissection.Network;
using Wiretax.Analysis.Dissection.Transport;
using Wiretax.Analysis.Dissection.Tunnels;
using Wiretax.Capture;

namespace Wiretax.Analysis.Dissection;

/// <summary>
/// Bytes to layers, one switch a level. Any input is legal: what cannot be understood is a value in the result.
/// Lengths are the original frame's; one beyond 2^31-1 is taken as 2^31-1 (and is no frame that any network carried).
/// </summary>
public static class FrameDissector
{
    /// <summary>Fills <paramref name="layers"/> anew with what the frame is made of.</summary>
    public static void Dissect(in CapturedFrame frame, ref FrameLayers layers)
    {
        var length = (int)Math.Min(frame.OriginalLength, int.MaxValue);
        var captured = frame.Data.Length > length ? frame.Data[..length] : frame.Data;
        layers.Reset();
        var cursor = new FrameCursor(captured, length, ref layers);
        var next = LinkLayer.First(frame.LinkType);
        while (next < HeaderKind.RawIp)
        {
            next = cursor.HasRoom ? DissectLink(ref cursor, next) : cursor.TooDeep();
        }

        layers.LinkSpans = layers.Count;
        var linkLength = cursor.Offset;
        while (next < HeaderKind.Payload)
        {
            next = cursor.HasRoom ? DissectInner(ref cursor, next) : cursor.TooDeep();
        }

        cursor.Finish(next switch
        {
            HeaderKind.Payload => Protocol.Payload,
            HeaderKind.Padding => Protocol.Padding,
            _ => Protocol.Undissected,
        });
        if (layers.IpVersion != 0)
        {
            layers.EncapsulationBytes = layers.NetworkOffset - linkLength;
        }
    }

    private static HeaderKind DissectLink(ref FrameCursor cursor, HeaderKind header) => header switch
    {
        HeaderKind.Ethernet => EthernetHeader.Dissect(ref cursor),
        HeaderKind.Vlan => VlanTag.Dissect(ref cursor),
        HeaderKind.Llc => LlcHeader.Dissect(ref cursor),
        HeaderKind.LinuxSll => LinuxSllHeader.Dissect(ref cursor),
        HeaderKind.LinuxSll2 => LinuxSll2Header.Dissect(ref cursor),
        HeaderKind.BsdLoopback => BsdLoopbackHeader.Dissect(ref cursor),
        HeaderKind.Ppp => PppHeader.Dissect(ref cursor),
        HeaderKind.PppHdlc => PppHeader.DissectHdlc(ref cursor),
        HeaderKind.PppWithDirection => PppHeader.DissectWithDirection(ref cursor),
        HeaderKind.PppoeAsLink => PppoeHeader.Dissect(ref cursor),
        HeaderKind.Radiotap => RadiotapHeader.Dissect(ref cursor),
        HeaderKind.Ieee80211 => Ieee80211Header.Dissect(ref cursor),
        _ => HeaderKind.Undissected,
    };

    private static HeaderKind DissectInner(ref FrameCursor cursor, HeaderKind header) => header switch
    {
        HeaderKind.RawIp => RawIp.Dissect(ref cursor),
        HeaderKind.Ipv4 => Ipv4Header.Dissect(ref cursor),
        HeaderKind.Ipv6 => Ipv6Header.Dissect(ref cursor),
        HeaderKind.Icmp => IcmpHeader.Dissect(ref cursor, Protocol.Icmp),
        HeaderKind.Icmpv6 => IcmpHeader.Dissect(ref cursor, Protocol.Icmpv6),
        HeaderKind.Tcp => TcpHeader.Dissect(ref cursor),
        HeaderKind.Udp => UdpHeader.Dissect(ref cursor),
        HeaderKind.UdpLite => UdpHeader.DissectLite(ref cursor),
        HeaderKind.Sctp => SctpHeader.Dissect(ref cursor),
        HeaderKind.Igmp => cursor.TakeRest(Protocol.Igmp),
        HeaderKind.Ah => AuthenticationHeader.Dissect(ref cursor),
        HeaderKind.Esp => EspHeader.Dissect(ref cursor),
        HeaderKind.Arp => ArpPacket.Dissect(ref cursor),
        HeaderKind.Lldp => LldpFrame.Dissect(ref cursor),
        HeaderKind.Stp => StpFrame.Dissect(ref cursor),
        HeaderKind.SlowProtocol => LacpFrame.Dissect(ref cursor),
        HeaderKind.Mpls => MplsStack.Dissect(ref cursor),
        HeaderKind.Pbb => PbbTag.Dissect(ref cursor),
        HeaderKind.Pppoe => PppoeHeader.Dissect(ref cursor),
        HeaderKind.Gre => GreHeader.Dissect(ref cursor),
        HeaderKind.Erspan2 => ErspanHeader.DissectType2(ref cursor),
        HeaderKind.Erspan3 => ErspanHeader.DissectType3(ref cursor),
        HeaderKind.L2tpOverIp => L2tpHeader.DissectOverIp(ref cursor),
        HeaderKind.Vxlan => VxlanHeader.Dissect(ref cursor),
        HeaderKind.VxlanGpe => VxlanHeader.DissectGpe(ref cursor),
        HeaderKind.Geneve => GeneveHeader.Dissect(ref cursor),
        HeaderKind.GtpU => GtpUHeader.Dissect(ref cursor),
        HeaderKind.MplsInUdp => MplsStack.DissectInUdp(ref cursor),
        HeaderKind.L2tpOverUdp => L2tpHeader.DissectOverUdp(ref cursor),
        HeaderKind.WireGuard => WireGuardMessage.Dissect(ref cursor),
        HeaderKind.EspInUdp => EspHeader.DissectInUdp(ref cursor),
        _ => DissectLink(ref cursor, header),
    };
}
