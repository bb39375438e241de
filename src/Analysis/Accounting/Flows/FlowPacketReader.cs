using System.Buffers.Binary;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>Reads from a dissected frame what the flow table needs. The packet is used again and again, so every field is set.</summary>
internal static class FlowPacketReader
{
    /// <returns>False for a frame that belongs to no flow: no TCP, UDP or SCTP header in what was captured.</returns>
    public static bool TryRead(
        in CapturedFrame frame, in FrameLayers layers, HostAddress source, HostAddress destination, out FlowKey key, ref FlowPacket packet)
    {
        key = default;
        var protocol = layers.Transport;
        if (protocol is not (Protocol.Tcp or Protocol.Udp or Protocol.Sctp))
            return false;
        if (frame.Data.Length < layers.TransportOffset + (protocol == Protocol.Tcp ? TcpLength : 8))
            return false;
        var data = frame.Data[layers.TransportOffset..];
        key = FlowKey.Create(source, destination, BinaryPrimitives.ReadUInt32BigEndian(data), protocol, out var side);
        packet.Side = (byte)side;
        ReadLengths(frame, layers, ref packet);
        packet.Flags = 0;
        packet.Clear();
        packet.HeaderDifference = (sbyte)WireEstimate.HeaderDifference(frame.LinkType);
        packet.HeaderLength += packet.HeaderDifference;
        packet.IsPartial = layers.IsPartial;
        if (protocol == Protocol.Tcp)
            ReadTcp(frame, layers, data, ref packet);
        if (layers.PayloadLength > 0 && frame.Data.Length > layers.PayloadOffset)
            packet.Application = FirstPayload.Recognize(frame.Data[layers.PayloadOffset..], key, layers.PayloadLength);
        if (InterfaceCopies.MayOccur(frame))
            packet.Fingerprint = InterfaceCopies.Fingerprint(frame, layers.NetworkOffset, layers.IpVersion == 4, protocol == Protocol.Tcp, ref packet);
        return true;
    }

    private const int TcpLength = 20;

    private static void ReadLengths(in CapturedFrame frame, in FrameLayers layers, ref FlowPacket packet)
    {
        packet.Time = frame.TimestampNanoseconds;
        packet.FrameLength = (int)frame.OriginalLength;
        packet.HeaderLength = layers.PayloadOffset;
        packet.PayloadLength = layers.PayloadLength;
        packet.DatagramLength = layers.NetworkLength;
    }

    private static void ReadTcp(in CapturedFrame frame, in FrameLayers layers, ReadOnlySpan<byte> header, ref FlowPacket packet)
    {
        packet.Sequence = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        packet.Acknowledgment = BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        packet.Flags = (byte)(header[13] & 0x3F);
        packet.Window = BinaryPrimitives.ReadUInt16BigEndian(header[14..]);
        if (layers.TransportHeaderLength <= TcpLength)
            return;
        packet.OptionLength = (byte)(layers.TransportHeaderLength - TcpLength);
        var end = Math.Min(layers.PayloadOffset, frame.Data.Length);
        TcpOptions.Read(frame.Data[(layers.TransportOffset + TcpLength)..end], ref packet);
    }
}
