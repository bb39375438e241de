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
        var data = frame.Data[layers.TransportOffset..];
        packet.Key = FlowKey.Create(source, destination, BinaryPrimitives.ReadUInt32BigEndian(data), protocol, out var side);
        packet.Hash = packet.Key.Hash();
        packet.Side = (byte)side;
        ReadLengths(frame, layers, ref packet);
        packet.HeaderLength += WireEstimate.HeaderDifference(frame.LinkType);
        packet.IsFragment = layers.IsFragment;
        if (protocol == Protocol.Tcp)
            ReadTcp(data[..TcpLength], ref packet);
        ReadBehindHeader(frame, layers, data, ref packet);
        return true;
    }

    /// <summary>All of a plain frame but whose it is.</summary>
    /// <param name="transport">The transport header, as far as TCP's goes without options.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadPlain(
        in CapturedFrame frame, in FrameLayers layers, ReadOnlySpan<byte> transport, ref FlowPacket packet)
    {
        ReadLengths(frame, layers, ref packet);
        packet.IsFragment = false;
        if (layers.Transport == Protocol.Tcp)
            ReadTcp(transport, ref packet);
        ReadBehindHeader(frame, layers, transport, ref packet);
    }

    private const int TcpLength = 20;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadLengths(in CapturedFrame frame, in FrameLayers layers, ref FlowPacket packet)
    {
        packet.Time = frame.TimestampNanoseconds;
        packet.FrameLength = (int)frame.OriginalLength;
        packet.HeaderLength = layers.PayloadOffset;
        packet.PayloadLength = layers.PayloadLength;
        packet.DatagramLength = layers.NetworkLength;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadTcp(ReadOnlySpan<byte> header, ref FlowPacket packet)
    {
        packet.Sequence = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        packet.Acknowledgment = BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        packet.Flags = (byte)(header[13] & 0x3F);
        packet.Window = BinaryPrimitives.ReadUInt16BigEndian(header[14..]);
    }

    /// <summary>Options, application, and what tells copies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadBehindHeader(
        in CapturedFrame frame, in FrameLayers layers, ReadOnlySpan<byte> transport, ref FlowPacket packet)
    {
        packet.HasTimestamps = false;
        packet.OptionLength = 0;
        packet.WindowScale = FlowPacket.NoWindowScale;
        packet.Mss = 0;
        if (layers.Transport == Protocol.Tcp && layers.TransportHeaderLength > TcpLength)
        {
            packet.OptionLength = (byte)(layers.TransportHeaderLength - TcpLength);
            var end = Math.Min(layers.PayloadOffset, frame.Data.Length);
            TcpOptions.Read(frame.Data[(layers.TransportOffset + TcpLength)..end], ref packet);
        }
        packet.Application = layers.PayloadLength > 0 && frame.Data.Length > layers.PayloadOffset
            ? FirstPayload.Recognize(frame.Data[layers.PayloadOffset..], packet, transport)
            : (byte)0;
        packet.Fingerprint = InterfaceCopies.MayOccur(frame) ? InterfaceCopies.Fingerprint(frame, layers, ref packet) : 0;
    }
}
