using System.Runtime.CompilerServices;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Follows a TCP connection segment by segment: what was sent anew, again, out of order, acknowledged, and how long the
/// acknowledgments took. Definitions: docs/metrics.md.
/// </summary>
internal static class TcpTracking
{
    /// <summary>An acknowledgment this far beyond all that is known acknowledges nothing: the largest window is 2^30 (RFC 7323, 2.3).</summary>
    private const long LargestWindow = 1L << 30;

    /// <summary>
    /// True when the segment opens another connection between the same ports: a SYN with another initial number, or on
    /// a flow that has closed or whose opening was not seen; a SYN-ACK with another initial number, or to a SYN not seen.
    /// It rests on the flow's opening alone, so that parts of a capture come to the same answer
    /// (<see cref="FlowRecord.IsContinuedBy"/>).
    /// </summary>
    public static bool OpensAnew(in FlowRecord flow, in FlowPacket packet)
    {
        if (!packet.Has(TcpFlags.Syn))
            return false;
        ref readonly var own = ref packet.Side == 0 ? ref flow.Low : ref flow.High;
        ref readonly var peer = ref packet.Side == 0 ? ref flow.High : ref flow.Low;
        var isSame = own.Is(HalfState.Syn) && (uint)own.Base == packet.Sequence + 1;
        if (packet.Has(TcpFlags.Ack))
            return !isSame && (own.Is(HalfState.Syn) || !peer.Is(HalfState.Syn));
        return own.Is(HalfState.Syn) ? !isSame || flow.IsClosed : !IsOpenedBy(own, peer, packet.Sequence + 1);
    }

    /// <summary>
    /// True for a SYN that opens the same connection as the other end's, which was seen first: both ends open at once
    /// (RFC 9293, 3.5), or the answer to it was captured before it.
    /// </summary>
    /// <param name="own">What is known of the half whose SYN it is.</param>
    /// <param name="start">The number behind the SYN.</param>
    public static bool IsOpenedBy(in FlowHalf own, in FlowHalf peer, uint start) =>
        peer.Is(HalfState.Syn) && !own.Is(HalfState.Sent) && (!own.Is(HalfState.Acked) || (uint)own.Acknowledged == start);

    /// <summary>
    /// Counts and follows what nearly all segments are: ordinary ones that go on where the last one of their half ended,
    /// while both halves are known. The same as <see cref="FlowRecord.Count"/> and <see cref="Add"/>, less all that is
    /// out of the question.
    /// </summary>
    /// <returns>False, and nothing done, for any other.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAddOrdinary(ref FlowRecord flow, in FlowPacket packet, int mtu, SegmentClocks clocks)
    {
        ref var own = ref flow.Half(packet.Side);
        ref var peer = ref flow.Half(1 - packet.Side);
        if (!packet.IsOrdinary || packet.Sequence != (uint)own.Next || !own.Is(HalfState.Sent)
            || (peer.State & (HalfState.Sent | HalfState.Acked)) != (HalfState.Sent | HalfState.Acked))
        {
            return false;
        }

        flow.Count(ref own, packet, mtu);
        if (packet.Window > own.MaxWindow)
            own.MaxWindow = packet.Window;
        if (packet.PayloadLength > 0)
            SendNext(ref own, packet, clocks);
        var number = FlowHalf.Near(packet.Acknowledgment, peer.Next);
        if (TryAdvance(ref own, ref peer, number, packet))
            Time(ref flow, ref own, ref peer, number, packet, clocks);
        own.Window = packet.Window;
        return true;
    }

    public static void Add(ref FlowRecord flow, in FlowPacket packet, SegmentClocks clocks)
    {
        ref var own = ref flow.Half(packet.Side);
        ref var peer = ref flow.Half(1 - packet.Side);
        if (packet.IsPartial)
            own.State |= HalfState.Parts;
        if (packet.Has(TcpFlags.Syn))
            Open(ref flow, ref own, packet);
        if (packet.Has(TcpFlags.Rst))
        {
            // Sequence numbers of a reset need not belong to the connection (RFC 9293, 3.5.2).
            own.State |= HalfState.Reset;
            own.Timer.Stop(clocks);
            peer.Timer.Stop(clocks);
            return;
        }

        WatchWindow(ref own, packet);
        if (IsKeepAlive(own, packet))
            own.CountKeepAlive();
        else
            Send(ref own, packet, clocks);
        if (packet.Has(TcpFlags.Ack))
            Acknowledge(ref flow, ref own, ref peer, packet, clocks);
        own.Window = packet.Window;
    }

    private static void Open(ref FlowRecord flow, ref FlowHalf own, in FlowPacket packet)
    {
        var isAnswer = packet.Has(TcpFlags.Ack);
        if (!flow.OpeningSeen)
        {
            flow.OpeningSeen = true;
            flow.Opener = (byte)(isAnswer ? 1 - packet.Side : packet.Side);
        }
        if (own.Is(HalfState.Syn))
        {
            own.State |= HalfState.SynAgain;
        }
        else
        {
            own.Base = own.Unwrap(packet.Sequence) + 1;
            own.State |= HalfState.Syn;
        }
        if (packet.HasTimestamps)
            (own.TimestampSent, own.TimestampValue) = (FlowHalf.NewestTimestampKnown, packet.TimestampValue);
        if (!isAnswer && flow.SynTime < 0)
            flow.SynTime = packet.Time;
        if (packet.Mss != 0)
        {
            own.Mss = packet.Mss;
            flow.LimitSegments();
        }
        if (packet.WindowScale != FlowPacket.NoWindowScale)
            own.WindowScale = packet.WindowScale;
    }

    /// <summary>Data that goes on where the last one ended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SendNext(ref FlowHalf own, in FlowPacket packet, SegmentClocks clocks)
    {
        var start = own.Next;
        var end = start + packet.PayloadLength;
        SendData(ref own, packet, start, end, clocks);
        own.Timer.Sent(start, end, packet.Time, clocks);
        own.Next = end;
    }

    private static void WatchWindow(ref FlowHalf own, in FlowPacket packet)
    {
        if (packet.Has(TcpFlags.Syn))
        {
            own.MaxSynWindow = Math.Max(own.MaxSynWindow, packet.Window);
            return;
        }
        if (packet.Window > own.MaxWindow)
            own.MaxWindow = packet.Window;
        if (packet.Has(TcpFlags.Fin))
            return;
        if (packet.Window == 0)
            own.CountZeroWindow();
    }

    /// <summary>RFC 1122, 4.2.3.6: it stands one before what comes next, while nothing is on its way, and brings nothing.</summary>
    public static bool IsKeepAlive(in FlowHalf own, in FlowPacket packet) =>
        packet.PayloadLength <= 1 && packet.Sequence == (uint)(own.Next - 1) && !packet.Has(TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst)
        && own.Is(HalfState.Sent) && own.Is(HalfState.Acked) && own.Acknowledged >= own.Next;

    private static void Send(ref FlowHalf own, in FlowPacket packet, SegmentClocks clocks)
    {
        var start = own.Unwrap(packet.Sequence);
        var dataStart = packet.Has(TcpFlags.Syn) ? start + 1 : start;
        var dataEnd = dataStart + packet.PayloadLength;
        var end = dataEnd;
        var wasSent = own.Is(HalfState.Sent);

        if (packet.PayloadLength > 0)
            SendData(ref own, packet, dataStart, dataEnd, clocks);
        if (packet.Has(TcpFlags.Fin))
        {
            end++;
            End(ref own, (uint)dataEnd);
        }

        if (!wasSent || end > own.Next)
        {
            // Timed: what occupies sequence numbers and is sent for the first time, in order.
            if (end > start && (!wasSent || start >= own.Next))
                own.Timer.Sent(start, end, packet.Time, clocks);
            own.Next = end;
            own.State |= HalfState.Sent;
        }
        else if (end > start)
        {
            own.Timer.SentAgain(start, clocks);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SendData(ref FlowHalf own, in FlowPacket packet, long start, long end, SegmentClocks clocks)
    {
        if (!own.Is(HalfState.Data))
        {
            if (!own.Is(HalfState.Syn))
                own.Base = start;
            own.State |= HalfState.Data;
        }
        if (!own.Seen.TryAppend(start, end))
            SendOutOfLine(ref own, packet.PayloadLength, start, end, clocks);
    }

    /// <summary>Data that does not follow on the last: the first, lost before or behind, out of order, sent again.</summary>
    private static void SendOutOfLine(ref FlowHalf own, int length, long start, long end, SegmentClocks clocks)
    {
        var fresh = own.Seen.Add(start, end);
        if (fresh < length)
            own.Timer.SentAgain(start, clocks);
        if (own.Is(HalfState.Sent) && start < own.Next && fresh > Math.Max(0, end - own.Next))
            own.Extras.OutOfOrder++;
    }

    private static void End(ref FlowHalf own, uint at)
    {
        if (!own.Is(HalfState.Fin) || (int)(at - own.FinAt) < 0)
            own.FinAt = at;
        own.State |= HalfState.Fin;
    }

    private static void Acknowledge(
        ref FlowRecord flow, ref FlowHalf own, ref FlowHalf peer, in FlowPacket packet, SegmentClocks clocks)
    {
        var number = peer.Unwrap(packet.Acknowledgment);
        if (!peer.Is(HalfState.Acked))
        {
            if (peer.Is(HalfState.Sent) && number - peer.Next > LargestWindow)
                return;
            if (!peer.Is(HalfState.Syn | HalfState.Data))
                peer.Base = number;
            peer.Acknowledged = number;
            peer.State |= HalfState.Acked;
        }
        else if (!TryAdvance(ref own, ref peer, number, packet))
        {
            return;
        }
        Time(ref flow, ref own, ref peer, number, packet, clocks);
    }

    /// <param name="number">An acknowledgment of a half that was acknowledged before.</param>
    /// <returns>False if it acknowledges nothing that can have been sent.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryAdvance(ref FlowHalf own, ref FlowHalf peer, long number, in FlowPacket packet)
    {
        if (number > peer.Acknowledged)
        {
            if (number - Math.Max(peer.Acknowledged, peer.Is(HalfState.Sent) ? peer.Next : peer.Acknowledged) > LargestWindow)
                return false;
            peer.Acknowledged = number;
        }
        else if (IsDuplicate(own, peer, number, packet))
        {
            own.CountDuplicateAck();
        }
        return true;
    }

    /// <summary>Times what the acknowledgment ends: segments, timestamps, the handshake.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Time(
        ref FlowRecord flow, ref FlowHalf own, ref FlowHalf peer, long number, in FlowPacket packet, SegmentClocks clocks)
    {
        if (peer.Timer.IsRunning)
            peer.AddRtt(peer.Timer.Acknowledged(number, packet.Time, clocks));
        if (packet.HasTimestamps)
            TimeTimestamps(ref own, ref peer, packet);

        if (flow.HandshakeEnd < 0 && flow.OpeningSeen && packet.Side == flow.Opener && !packet.Has(TcpFlags.Syn)
            && peer.Is(HalfState.Syn) && number >= peer.Base)
        {
            flow.HandshakeEnd = packet.Time;
        }
    }

    /// <summary>RFC 5681, 2: data is outstanding, the segment carries nothing, and number and window are those of the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDuplicate(in FlowHalf own, in FlowHalf peer, long number, in FlowPacket packet) =>
        number == peer.Acknowledged && packet.PayloadLength == 0 && !packet.Has(TcpFlags.Syn | TcpFlags.Fin)
        && packet.Window == own.Window && peer.Is(HalfState.Sent) && peer.Next > number;

    /// <summary>
    /// RFC 7323, 4: an acknowledgment without payload is timed by its timestamp, which the peer's next data echoes; only
    /// the first segment with that timestamp, and only while the peer has more on its way, so that the echo does not wait
    /// for an application.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TimeTimestamps(ref FlowHalf own, ref FlowHalf peer, in FlowPacket packet)
    {
        if (peer.TimestampSent >= 0)
        {
            var passed = (int)(packet.TimestampEcho - peer.TimestampValue);
            if (passed == 0)
                peer.AddRtt(packet.Time - peer.TimestampSent);
            if (passed >= 0)
                peer.TimestampSent = FlowHalf.NewestTimestampUnknown;
        }
        if (own.TimestampSent != FlowHalf.NewestTimestampKnown || (int)(packet.TimestampValue - own.TimestampValue) > 0)
            TurnToTimestamp(ref own, peer, packet);
    }

    /// <summary>Begins or ends to time a timestamp, now that a newer one is sent or the newest is not known.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TurnToTimestamp(ref FlowHalf own, in FlowHalf peer, in FlowPacket packet)
    {
        var isNewer = (int)(packet.TimestampValue - own.TimestampValue) > 0;
        if (own.TimestampSent >= 0)
        {
            // All that was on its way is acknowledged: the peer's next data, when it comes, may echo this one still.
            if (!isNewer && peer.Next <= peer.Acknowledged)
                own.TimestampSent = FlowHalf.NewestTimestampKnown;
            return;
        }
        var isFirst = isNewer && own.TimestampSent == FlowHalf.NewestTimestampKnown;
        var isTimed = isFirst && packet.PayloadLength == 0 && packet.Flags == TcpFlags.Ack && peer.Next > peer.Acknowledged
            && peer.Is(HalfState.Data);
        own.TimestampValue = packet.TimestampValue;
        own.TimestampSent = isTimed ? packet.Time : FlowHalf.NewestTimestampKnown;
    }
}
