using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <content>
/// The short way of plain frames, which nearly all are: the same as the long way, less all that is out of the question.
/// Tests hold that they agree.
/// </content>
public sealed unsafe partial class CaptureLedger
{
    private const int FramesAtOnce = 64;

    private readonly FrameAtHand[] _frames = new FrameAtHand[FramesAtOnce];
    private PlainConversation _conversation = new();

    /// <summary>Dissects a frame as far as it has to be, and accounts for it.</summary>
    public void Add(in CapturedFrame frame)
    {
        fixed (byte* data = frame.Data)
        {
            var atHand = new FrameAtHand(
                data, frame.Data.Length, frame.OriginalLength, frame.TimestampNanoseconds, frame.LinkType, frame.Interface);
            Add(new ReadOnlySpan<FrameAtHand>(in atHand));
        }
    }

    /// <summary>Accounts for some of a file's next frames.</summary>
    /// <returns>How many; 0 at the file's end.</returns>
    internal int AddFrom(CaptureFileSource file)
    {
        var count = file.ReadAtHand(_frames);
        if (count > 0)
        {
            Add(_frames.AsSpan(0, count));
            return count;
        }
        if (file.Read(out var frame) != FrameRead.Frame)
            return 0;
        Add(frame);
        return 1;
    }

    /// <summary>Dissects frames as far as they have to be, and accounts for them.</summary>
    public void Add(ReadOnlySpan<FrameAtHand> frames)
    {
        var viewpoint = _totals.Viewpoint;
        foreach (ref readonly var frame in frames)
        {
            if (frame.LinkType != LinkType.Ethernet || frame.OriginalLength > FrameTotals.MaxPlausibleLength
                || (uint)frame.CapturedLength > frame.OriginalLength
                || !PlainHeaders.TryRead(frame.Data, frame.CapturedLength, (int)frame.OriginalLength, out var headers))
            {
                AddByLevel(frame);
                continue;
            }

            if (!_conversation.Holds(headers, out var side))
                side = TurnTo(headers);
            var direction = _conversation.DirectionOf(side, viewpoint);
            if (direction == Direction.Unknown && !TryAddUndirected(frame, headers, side))
            {
                AddByLevel(frame);
                continue;
            }

            _totals.AddPlain(frame, headers, direction, _conversation.PseudoHeader);
            ref var packet = ref _sink.Next();
            packet.Order = Position;
            packet.Side = (byte)side;
            PlainPacketReader.Read(frame, headers, _conversation, ref packet);
        }
    }

    /// <summary>
    /// Adds a frame to its conversation while the local end is not known; not one that may tell the local end, nor one
    /// whose direction the addresses of the hosts do not tell.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryAddUndirected(in FrameAtHand frame, in PlainHeaders headers, int side)
    {
        if (_totals.Viewpoint.IsSettled || !_local.HasSource || (headers.Flags & TcpFlags.Syn) != 0)
            return false;
        ref var count = ref _conversation.Undirected(side);
        var link = LinkAddresses.OfEthernet(new(frame.Data, PlainHeaders.EthernetLength));
        if (count.Link != link.Source)
            count = new(link.Source, NumberOf(side, link));
        if (count.Number == PlainConversation.UndirectedCount.Elsewhere)
            return false;
        _totals.Undirected[count.Number].AddPlain(headers, (int)frame.OriginalLength, frame.TimestampNanoseconds);
        return true;
    }

    private int NumberOf(int side, LinkAddresses link)
    {
        var (low, high) = (_conversation.Key.Low, _conversation.Key.High);
        return low == high || low.IsLinkScoped || high.IsLinkScoped
            ? PlainConversation.UndirectedCount.Elsewhere
            : _totals.Undirected.NumberOf(ConversationCounters.Conversation.Of(side == 0 ? low : high, side == 0 ? high : low, link));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddByLevel(in FrameAtHand atHand)
    {
        var frame = atHand.Frame;
        FrameDissector.Dissect(frame, ref _layers);
        Add(frame, _layers);
    }

    /// <returns>The side that sent the frame.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int TurnTo(in PlainHeaders headers)
    {
        var protocol = headers.IsUdp ? Protocol.Udp : Protocol.Tcp;
        var ports = NetworkOrder.UInt32(headers.Transport);
        int side;
        if (headers.IsIpv6)
        {
            var addresses = new ReadOnlySpan<byte>(headers.Network + PlainHeaders.Ipv6Addresses, 32);
            TurnTo(FlowKey.Create(HostAddress.FromIpv6(addresses), HostAddress.FromIpv6(addresses[16..]), ports, protocol, out side));
        }
        else
        {
            var addresses = headers.Network + PlainHeaders.Ipv4Addresses;
            TurnTo(FlowKey.CreateIpv4(NetworkOrder.UInt32(addresses), NetworkOrder.UInt32(addresses + 4), ports, protocol, out side));
        }
        _conversation.Remember(headers, side);
        return side;
    }

    /// <summary>To be called with the key of each packet before the sink is asked for room.</summary>
    private void TurnTo(in FlowKey key)
    {
        if (_conversation.Key.Equals(key))
            return;
        _conversation.TurnTo(key);
        _sink.Begin(key);
    }
}
