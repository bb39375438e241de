using Wiretax.Analysis.Dissection.Link;
using Wiretax.Analysis.Dissection.Network;
using Wiretax.Analysis.Dissection.Transport;
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
        layers.Reset();
        var length = (int)Math.Min(frame.OriginalLength, int.MaxValue);
        var captured = frame.Data.Length > length ? frame.Data[..length] : frame.Data;
        var cursor = new FrameCursor(captured, length, ref layers);

        var next = LinkLayer.First(frame.LinkType, captured);
        while (next < HeaderKind.Arp)
        {
            next = cursor.HasRoom ? DissectLink(ref cursor, next) : HeaderKind.Undissected;
        }

        layers.LinkSpans = layers.Count;
        var linkLength = cursor.Offset;
        while (next < HeaderKind.Payload)
        {
            next = cursor.HasRoom ? DissectInner(ref cursor, next) : HeaderKind.Undissected;
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
        _ => HeaderKind.Undissected,
    };

    private static HeaderKind DissectInner(ref FrameCursor cursor, HeaderKind header) => header switch
    {
        HeaderKind.Ipv4 => Ipv4Header.Dissect(ref cursor),
        HeaderKind.Tcp => TcpHeader.Dissect(ref cursor),
        HeaderKind.Udp => UdpHeader.Dissect(ref cursor),
        HeaderKind.Ipv6 => Ipv6Header.Dissect(ref cursor),
        HeaderKind.Icmp => IcmpHeader.Dissect(ref cursor, Protocol.Icmp),
        HeaderKind.Icmpv6 => IcmpHeader.Dissect(ref cursor, Protocol.Icmpv6),
        HeaderKind.Arp => ArpPacket.Dissect(ref cursor),
        _ => DissectLink(ref cursor, header),
    };
}
