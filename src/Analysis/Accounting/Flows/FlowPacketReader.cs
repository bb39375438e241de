using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>Reads from a dissected frame what the flow table needs. The packet is used again and again, so every field is set.</summary>
internal static class FlowPacketReader
{
    /// <returns>False for a frame that belongs to no flow: no TCP, UDP or SCTP header in what was captured.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(
        in CapturedFrame frame, in FrameLayers layers, HostAddress source, HostAddress destination, ref FlowPacket packet)
    {
        var protocol = layers.Transport;
        if (protocol is not (Protocol.Tcp or Protocol.Udp or Protocol.Sctp))
            return false;
        var header = layers.TransportOffset;
        if (frame.Data.Length < header + (protocol == Protocol.Tcp ? 20 : 8))
            return false;

        var data = frame.Data[header..];
        packet.Key = FlowKey.Create(
            source, destination, BinaryPrimitives.ReadUInt16BigEndian(data), BinaryPrimitives.ReadUInt16BigEndian(data[2..]),
            protocol, out var side);
        packet.Hash = packet.Key.Hash();
        packet.Side = (byte)side;
        packet.Time = frame.TimestampNanoseconds;
        packet.FrameLength = (int)frame.OriginalLength;
        packet.HeaderLength = layers.PayloadOffset + WireEstimate.HeaderDifference(frame.LinkType);
        packet.PayloadLength = layers.PayloadLength;
        packet.DatagramLength = layers.NetworkLength;
        packet.IsFragment = layers.IsFragment;
        packet.HasTimestamps = false;
        packet.OptionLength = 0;
        if (protocol == Protocol.Tcp)
            ReadTcp(data, layers, ref packet);
        packet.Application = packet.PayloadLength > 0 && frame.Data.Length > layers.PayloadOffset
            ? FirstPayload.Recognize(frame.Data[layers.PayloadOffset..], packet, data)
            : (byte)0;
        packet.Fingerprint = InterfaceCopies.MayOccur(frame) ? InterfaceCopies.Fingerprint(frame, layers, ref packet) : 0;
        return true;
    }

    private static void ReadTcp(ReadOnlySpan<byte> data, in FrameLayers layers, ref FlowPacket packet)
    {
        packet.Sequence = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        packet.Acknowledgment = BinaryPrimitives.ReadUInt32BigEndian(data[8..]);
        packet.Flags = (byte)(data[13] & 0x3F);
        packet.Window = BinaryPrimitives.ReadUInt16BigEndian(data[14..]);
        packet.WindowScale = FlowPacket.NoWindowScale;
        packet.Mss = 0;
        var length = layers.TransportHeaderLength;
        packet.OptionLength = (byte)(length - 20);
        TcpOptions.Read(data[20..Math.Min(length, data.Length)], ref packet);
    }
}
