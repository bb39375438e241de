using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary><see cref="FlowPacketReader"/>, for plain frames.</summary>
internal static unsafe class PlainPacketReader
{
    private const byte Unordinary = TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst;

    /// <summary>All but whose it is and its position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(in FrameAtHand frame, in PlainHeaders headers, in PlainConversation conversation, ref FlowPacket packet)
    {
        packet.Time = frame.TimestampNanoseconds;
        packet.FrameLength = (int)frame.OriginalLength;
        packet.HeaderLength = headers.PayloadOffset;
        packet.PayloadLength = headers.PayloadLength;
        packet.DatagramLength = headers.DatagramLength;
        packet.Clear();
        if (!headers.IsUdp)
            ReadTcp(frame, headers, ref packet);
        if (headers.HasPayload)
            ReadPayload(frame, headers, conversation, ref packet);
        if (frame.Interface.IsOneOfSeveral)
            ReadFingerprint(frame, headers, ref packet);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadPayload(
        in FrameAtHand frame, in PlainHeaders headers, in PlainConversation conversation, ref FlowPacket packet)
    {
        var payload = frame.Data + headers.PayloadOffset;
        var captured = frame.CapturedLength - headers.PayloadOffset;
        if (captured >= 2 ? !(conversation.IsStreamOfOther && FirstPayload.IsOther(payload[0], payload[1])) : captured > 0)
            packet.Application = FirstPayload.Recognize(new(payload, captured), conversation.Key, headers.PayloadLength);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadFingerprint(in FrameAtHand frame, in PlainHeaders headers, ref FlowPacket packet)
    {
        packet.Fingerprint = InterfaceCopies.Fingerprint(
            frame.Frame, (int)(headers.Network - frame.Data), !headers.IsIpv6, !headers.IsUdp, ref packet);
        packet.IsOrdinary = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadTcp(in FrameAtHand frame, in PlainHeaders headers, ref FlowPacket packet)
    {
        var header = headers.Transport;
        packet.Sequence = NetworkOrder.UInt32(header + 4);
        packet.Acknowledgment = NetworkOrder.UInt32(header + 8);
        var flags = (byte)(header[13] & 0x3F);
        var window = NetworkOrder.UInt16(header + 14);
        packet.Flags = flags;
        packet.Window = window;
        packet.IsOrdinary = ((flags & (Unordinary | TcpFlags.Ack)) == TcpFlags.Ack) & (window > 0);
        if (headers.HasOptions)
            ReadOptions(frame, headers, ref packet);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadOptions(in FrameAtHand frame, in PlainHeaders headers, ref FlowPacket packet)
    {
        var options = headers.Transport + PlainHeaders.TcpLength;
        var length = headers.HeaderLength - PlainHeaders.TcpLength;
        packet.OptionLength = (byte)length;
        if (length == TcpOptions.AlignedTimestampsLength && frame.CapturedLength >= headers.PayloadOffset
            && NetworkOrder.UInt32(options) == TcpOptions.AlignedTimestamps)
        {
            packet.HasTimestamps = true;
            packet.TimestampValue = NetworkOrder.UInt32(options + 4);
            packet.TimestampEcho = NetworkOrder.UInt32(options + 8);
        }
        else
        {
            var captured = frame.CapturedLength - (int)(options - frame.Data);
            TcpOptions.Read(new ReadOnlySpan<byte>(options, Math.Min(length, captured)), ref packet);
        }
    }
}
