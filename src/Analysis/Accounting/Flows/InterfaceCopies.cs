using System.Buffers.Binary;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Finds packets that a capture holds once an interface: an <c>any</c> device shows a forwarded or looped packet at
/// each interface it passes. A copy has the same IP identification, sequence numbers, length and timestamps as one of
/// the last packets of its direction, and was seen elsewhere.
/// </summary>
internal sealed class InterfaceCopies
{
    private const int Remembered = 16;

    private readonly (uint Fingerprint, uint Interface)[] _last = new (uint, uint)[Remembered];
    private int _next;

    public long Copies { get; private set; }

    /// <summary>Cooked captures, and files with several interfaces.</summary>
    public static bool MayOccur(in CapturedFrame frame) =>
        frame.LinkType is LinkType.LinuxSll or LinkType.LinuxSll2 || frame.Interface.IsOneOfSeveral;

    /// <summary>The packet type of a cooked header (sent, received, forwarded), and the interface where the header tells it.</summary>
    public static uint InterfaceOf(in CapturedFrame frame) => frame.LinkType switch
    {
        LinkType.LinuxSll when frame.Data.Length >= 16 => frame.Data[1],
        LinkType.LinuxSll2 when frame.Data.Length >= 20 => BinaryPrimitives.ReadUInt32BigEndian(frame.Data[4..]) << 3 ^ frame.Data[10],
        _ => (uint)frame.InterfaceIndex,
    };

    /// <summary>Sets the packet's interface too.</summary>
    /// <param name="network">Offset of the IP header.</param>
    public static uint Fingerprint(in CapturedFrame frame, int network, bool isIpv4, bool isTcp, ref FlowPacket packet)
    {
        packet.Interface = InterfaceOf(frame);
        var hash = Datagram(frame, network, isIpv4, packet.DatagramLength);
        if (isTcp)
            hash = Mix(Mix(Mix(hash, packet.Sequence), packet.Acknowledgment), packet.HasTimestamps ? packet.TimestampValue : packet.Flags);
        return hash | 1;
    }

    /// <summary>Of a datagram whose protocol tells nothing more; never 0.</summary>
    public static uint Fingerprint(in CapturedFrame frame, int network, bool isIpv4, int length) =>
        Datagram(frame, network, isIpv4, length) | 1;

    private static uint Datagram(in CapturedFrame frame, int network, bool isIpv4, int length) =>
        Mix(isIpv4 ? BinaryPrimitives.ReadUInt16BigEndian(frame.Data[(network + 4)..]) : 0u, (uint)length);

    private static uint Mix(uint hash, uint value) => (uint)((ulong)(hash ^ value) * 0x9E37_79B9_7F4A_7C15 >> 32);

    public void Look(in FlowPacket packet)
    {
        foreach (var (fingerprint, at) in _last)
        {
            if (fingerprint == packet.Fingerprint && at != packet.Interface)
            {
                Copies++;
                break;
            }
        }
        _last[_next++ % Remembered] = (packet.Fingerprint, packet.Interface);
    }

    public void Merge(InterfaceCopies later) => Copies += later.Copies;
}
