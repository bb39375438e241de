using System.Net;
using System.Runtime.CompilerServices;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// What a frame adds without regard to the frames before it: layers by direction, ledger rows, wire, doubts. Everything
/// here is a sum, a minimum or a maximum, so parts of a capture can be counted side by side and joined in order.
/// </summary>
/// <param name="alsoLocal">Further addresses of the local end.</param>
internal sealed class FrameTotals(IReadOnlyList<IPAddress> alsoLocal, bool isSegment = false)
{
    /// <summary>No interface hands over more at once; longer records are kept out of the totals.</summary>
    public const uint MaxPlausibleLength = 256 * 1024;

    private readonly PlainTotals _plain = new();

    /// <summary>Frames whose direction was known when they came: those after the local end was settled.</summary>
    public DirectedCounters Directed { get; } = new();

    /// <summary>All others.</summary>
    public ConversationCounters Conversations { get; } = new(isSegment);

    /// <summary>
    /// Of a segment: those since an opening was seen in it, which tells the local end of the whole unless an earlier
    /// segment does. A reader of the whole would have known the direction of these.
    /// </summary>
    private readonly ConversationCounters _sinceOpening = new(isSegment);

    /// <summary>Where frames of unknown direction count now.</summary>
    public ConversationCounters Undirected => _hasOpened ? _sinceOpening : Conversations;

    private bool _hasOpened;

    public ProtocolRows Rows { get; } = new();

    public PayloadTimeline Timeline { get; } = new();

    public FrameDoubts Doubts = new();

    public long Frames { get; private set; }

    /// <summary>The local end that <see cref="Directed"/> is seen from.</summary>
    public Viewpoint Viewpoint { get; } = new(alsoLocal);

    /// <summary>Link address that the local end sends from; 0 until it is known.</summary>
    public ulong LocalLink { get; private set; }

    /// <param name="selfPorts"><see cref="SelfPorts"/> where source and destination are the same host; else 0.</param>
    public void Add(
        in CapturedFrame frame, in FrameLayers layers, HostAddress source, HostAddress destination, uint selfPorts)
    {
        var time = frame.TimestampNanoseconds;
        var length = (int)frame.OriginalLength;
        ref var counters = ref CountersFor(frame, layers, source, destination, selfPorts);

        Frames++;
        counters.Link.Add(1, length, time);
        if (layers.EncapsulationBytes > 0)
            counters.Encapsulation.Add(1, layers.EncapsulationBytes, time);
        if (layers.IpVersion != 0)
            AddDatagram(ref counters, layers, time);

        counters.WireFrames++;
        counters.WireBytes += WireEstimate.FrameBytes(length + WireEstimate.HeaderDifference(frame.LinkType));

        Rows.Add(layers.Spans);
        Doubts.Look(frame, layers);
    }

    /// <summary>Adds a plain frame, with the same result.</summary>
    /// <param name="direction">If it is not known, the frame is to be added to <see cref="Undirected"/> also.</param>
    /// <param name="pseudoHeader">Its <see cref="OffloadedChecksum.Sum"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddPlain(in FrameAtHand frame, in PlainHeaders headers, Direction direction, ushort pseudoHeader)
    {
        var time = frame.TimestampNanoseconds;
        var length = (int)frame.OriginalLength;
        Frames++;
        _plain.For(direction, headers.Shape).Add(headers, length, time);
        if (headers.HasPayload)
            Timeline.Add(time, headers.PayloadLength);
        Doubts.LookPlain(frame, headers, pseudoHeader);
        if (LocalLink == 0 && direction == Direction.Tx)
            FindLocalLink(frame, headers);
    }

    /// <summary>Brings <see cref="Directed"/> and <see cref="Rows"/> up to the last frame; to be called before they are read.</summary>
    public void Complete() => _plain.MoveTo(Directed, Rows);

    /// <summary>To be called once a segment has seen an opening: what it tells holds from this frame on.</summary>
    /// <returns>False when it was called before.</returns>
    public bool SawOpening()
    {
        if (_hasOpened)
            return false;
        return _hasOpened = true;
    }

    /// <param name="settled">The local end, once what the later part saw is known too; null while it is open.</param>
    public void Merge(FrameTotals later, HostAddress? settled)
    {
        var (local, laterLocal) = (Viewpoint.Local, later.Viewpoint.Local);
        if (local is not null && laterLocal is not null && local != laterLocal)
            throw new InvalidOperationException($"The parts have different local ends, {local} and {laterLocal}: make the later one with {nameof(AnalysisOptions)}.{nameof(AnalysisOptions.IsContinuation)}.");
        Complete();
        later.Complete();
        Directed.Tx.Merge(later.Directed.Tx);
        Directed.Rx.Merge(later.Directed.Rx);
        Directed.Neither.Merge(later.Directed.Neither);
        MergeUndirected(later.Conversations);
        if (laterLocal is not null)
            Viewpoint.Settle(laterLocal.Value);
        else if (settled is not null)
            Viewpoint.Settle(settled.Value);
        _hasOpened |= isSegment && later._hasOpened;
        MergeUndirected(later._sinceOpening);
        Rows.Merge(later.Rows);
        Timeline.Merge(later.Timeline);
        Doubts.Merge(later.Doubts);
        Frames += later.Frames;
        LocalLink = LocalLink == 0 ? later.LocalLink : LocalLink;
    }

    private void MergeUndirected(ConversationCounters later)
    {
        if (Viewpoint.Local is not { } local)
        {
            Undirected.Merge(later);
            return;
        }
        if (LocalLink == 0)
            LocalLink = later.LinkAddressOf(local);
        Conversations.Merge(later, Viewpoint, Directed);
    }

    /// <summary>Adds what is still undirected to the direction it has as seen from <paramref name="local"/>.</summary>
    /// <inheritdoc cref="ConversationCounters.Resolve"/>
    public void Resolve(HostAddress? local, IReadOnlySet<uint> sentByOpeners, DirectedCounters into)
    {
        Conversations.Resolve(local, Viewpoint, LocalLink, sentByOpeners, into);
        _sinceOpening.Resolve(local, Viewpoint, LocalLink, sentByOpeners, into);
    }

    private void AddDatagram(ref LayerCounters counters, in FrameLayers layers, long time)
    {
        counters.Network.Add(1, layers.NetworkLength, time);
        if (layers.Transport is Protocol.Tcp or Protocol.Udp or Protocol.Sctp or Protocol.Icmp or Protocol.Icmpv6)
        {
            counters.Transport.Add(1, layers.TransportHeaderLength + layers.PayloadLength, time);
            if (layers.PayloadLength > 0)
            {
                counters.Application.Add(1, layers.PayloadLength, time);
                Timeline.Add(time, layers.PayloadLength);
            }
        }
        else if (layers.IsLaterFragment)
        {
            counters.Transport.Add(0, layers.PayloadLength, time);
            counters.Application.Add(0, layers.PayloadLength, time);
            Timeline.Add(time, layers.PayloadLength);
        }
        else if (layers.TransportHeaderLength > 0)
        {
            counters.Transport.Add(0, layers.TransportHeaderLength, time);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe void FindLocalLink(in FrameAtHand frame, in PlainHeaders headers) => FindLocalLink(frame.Frame, headers.IsIpv6
        ? HostAddress.FromIpv6(new ReadOnlySpan<byte>(headers.Network + PlainHeaders.Ipv6Addresses, 16))
        : HostAddress.FromIpv4(NetworkOrder.UInt32(headers.Network + PlainHeaders.Ipv4Addresses)));

    private void FindLocalLink(in CapturedFrame frame, HostAddress source)
    {
        if (source == Viewpoint.Local)
            LocalLink = LinkAddresses.Of(frame).Source;
    }

    private ref LayerCounters CountersFor(
        in CapturedFrame frame, in FrameLayers layers, HostAddress source, HostAddress destination, uint selfPorts)
    {
        if (selfPorts != 0)
            return ref Undirected.For(new(source, destination, default, selfPorts));
        var direction = layers.IpVersion == 0 ? Direction.Unknown : Viewpoint.Of(source, destination);
        if (LocalLink == 0 && direction == Direction.Tx)
            FindLocalLink(frame, source);
        if (direction != Direction.Unknown)
            return ref Directed.Of(direction);
        return ref Undirected.For(ConversationCounters.Conversation.Of(source, destination, LinkAddresses.Of(frame)));
    }
}
