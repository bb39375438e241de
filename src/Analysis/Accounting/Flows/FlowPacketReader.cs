using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>Reads from a dissected frame what the flow table needs. The packet is used again and again, so every field is set.</summary>
internal static class FlowPacketReader
{
    /// <returns>False for a frame that belongs to no flow: no TCP, UDP or SCTP header in what was captured.</returns>
    public static bool TryRead(
        in CapturedFrame frame, in FrameLayers layers, HostAddress source, HostAddress destination, ref FlowPacket packet)
    {
        var protocol = layers.Transport;
        if (protocol is not (Protocol.Tcp or Protocol.Udp or Protocol.Sctp))
            return false;
        if (frame.Data.Length < layers.TransportOffset + (protocol == Protocol.Tcp ? TcpLength : 8))
            return false;
        Read(frame, layers, source, destination, ref packet);
        return true;
    }

    /// <summary>Of a frame that does belong to a flow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(
        in CapturedFrame frame, in FrameLayers layers, HostAddress source, HostAddress destination, ref FlowPacket packet)
    {
        var data = frame.Data[layers.TransportOffset..];
        packet.Key = FlowKey.Create(
            source, destination, BinaryPrimitives.ReadUInt32BigEndian(data), layers.Transport, out var side);
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
        if (layers.Transport == Protocol.Tcp)
            ReadTcp(data, layers.TransportHeaderLength, ref packet);
        packet.Application = layers.PayloadLength > 0 && frame.Data.Length > layers.PayloadOffset
            ? FirstPayload.Recognize(frame.Data[layers.PayloadOffset..], packet, data)
            : (byte)0;
        packet.Fingerprint = InterfaceCopies.MayOccur(frame) ? InterfaceCopies.Fingerprint(frame, layers, ref packet) : 0;
    }

    private const int TcpLength = 20;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadTcp(ReadOnlySpan<byte> data, int length, ref FlowPacket packet)
    {
        var header = data[..TcpLength];
        packet.Sequence = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        packet.Acknowledgment = BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        packet.Flags = (byte)(header[13] & 0x3F);
        packet.Window = BinaryPrimitives.ReadUInt16BigEndian(header[14..]);
        packet.WindowScale = FlowPacket.NoWindowScale;
        packet.Mss = 0;
        packet.OptionLength = (byte)(length - TcpLength);
        if (length > TcpLength)
            TcpOptions.Read(data[TcpLength..Math.Min(length, data.Length)], ref packet);
    }
}
