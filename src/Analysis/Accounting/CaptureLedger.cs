using System.Buffers.Binary;
using Wiretax.Analysis.Dissection;
using Wiretax.Capture;

namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Accounts for the frames of a capture. Two parts of a capture, accounted for apart, merge into the account of the
/// whole: totals, layers, ledger rows and each flow's frames, bytes, unique, retransmitted and missing bytes exactly.
/// What looks back at the frames before (docs/metrics.md lists it) misses what spans the cut.
/// </summary>
public sealed partial class CaptureLedger
{
    private readonly AnalysisOptions _options;
    private readonly LocalEnd _local;
    private readonly FrameTotals _totals;
    private readonly FlowTable[] _flows;
    private readonly EchoTable _echo = new();
    private readonly PacketSink _sink;
    private FlowPacket _packet;
    private FrameLayers _layers;

    public CaptureLedger(AnalysisOptions options)
    {
        _options = options;
        _local = new LocalEnd(options.Local is { } asked ? HostAddress.From(asked) : null);
        _totals = new FrameTotals(options.AlsoLocal, options.IsContinuation);
        _flows = new FlowTable[FlowTable.Shards];
        for (var shard = 0; shard < _flows.Length; shard++)
            _flows[shard] = new FlowTable(options.MaxLiveFlows / _flows.Length, options.Mtu, options.ListedFlows);
        _sink = new FlowQueue(_flows, _echo);
    }

    /// <summary>A ledger of a segment, whose packets are followed elsewhere.</summary>
    /// <param name="settled">The local end, where earlier segments have settled it.</param>
    internal CaptureLedger(AnalysisOptions options, PacketSink sink, HostAddress? settled)
    {
        _options = options with { IsContinuation = true };
        _local = new LocalEnd(settled);
        _totals = new FrameTotals(options.AlsoLocal, isSegment: true);
        _flows = [];
        _sink = sink;
        if (settled is { } local)
            _totals.Viewpoint.Settle(local);
    }

    internal AnalysisOptions Options => _options;

    internal FrameTotals Totals => _totals;

    internal LocalEnd Local => _local;

    internal EchoTable Echo => _echo;

    internal FlowTable[] Flows => _flows;

    /// <summary>Frames accounted for, and those whose length is implausible.</summary>
    internal long Position => _totals.Frames + _totals.Doubts.Implausible;

    /// <summary>Accounts for a frame that was dissected already.</summary>
    /// <param name="layers">What <see cref="FrameDissector.Dissect"/> made of the same frame.</param>
    public void Add(in CapturedFrame frame, in FrameLayers layers)
    {
        if (frame.OriginalLength > FrameTotals.MaxPlausibleLength)
        {
            _totals.Doubts.Implausible++;
            return;
        }
        var (source, destination) = Hosts(frame, layers);
        ref var packet = ref _packet;
        var isInFlow = FlowPacketReader.TryRead(frame, layers, source, destination, out var key, ref packet);
        if (_totals.Viewpoint.Local is null)
            FindLocal(layers, isInFlow, packet, source, destination);
        var selfPorts = source == destination && layers.IpVersion != 0 ? SelfPortsOf(frame, layers, isInFlow, key, packet) : 0;
        _totals.Add(frame, layers, source, destination, selfPorts);
        if (isInFlow)
        {
            packet.Order = Position;
            TurnTo(key);
            _sink.Next() = packet;
        }
        else if (layers.Transport is Protocol.Icmp or Protocol.Icmpv6)
        {
            AddEcho(frame, layers, source, destination);
        }
    }

    /// <summary>Takes in the account of what followed these frames in the capture; that one is not to be used any more.</summary>
    /// <exception cref="InvalidOperationException">Both have settled on a local end, and not on the same.</exception>
    public void Merge(CaptureLedger later)
    {
        _sink.Flush();
        later._sink.Flush();
        var order = Position;
        _local.Merge(later._local);
        _totals.Merge(later._totals, _options.IsContinuation ? null : _local.Settled);
        _conversation.ForgetUndirected();
        for (var shard = 0; shard < later._flows.Length; shard++)
            _flows[shard].Merge(later._flows[shard], order);
        _echo.Merge(later._echo, order);
    }

    /// <param name="statistics">What the source says of itself; null for frames that came from none.</param>
    public CaptureSummary ToSummary(CaptureStatistics? statistics = null)
    {
        _sink.Flush();
        return new SummaryBuilder(this, statistics ?? new CaptureStatistics()).Build();
    }

    internal static (HostAddress Source, HostAddress Destination) Hosts(in CapturedFrame frame, in FrameLayers layers)
    {
        var header = layers.NetworkOffset;
        return layers.IpVersion switch
        {
            4 when frame.Data.Length >= header + 20 =>
                (HostAddress.FromIpv4(frame.Data[(header + 12)..]), HostAddress.FromIpv4(frame.Data[(header + 16)..])),
            6 when frame.Data.Length >= header + 40 =>
                (HostAddress.FromIpv6(frame.Data[(header + 8)..]), HostAddress.FromIpv6(frame.Data[(header + 24)..])),
            _ => default,
        };
    }

    private static uint SelfPortsOf(
        in CapturedFrame frame, in FrameLayers layers, bool isInFlow, in FlowKey key, in FlowPacket packet) =>
        layers.Transport is Protocol.Icmp or Protocol.Icmpv6 && frame.Data.Length > layers.TransportOffset
            ? SelfPorts.OfEcho(layers.Transport, frame.Data[layers.TransportOffset])
            : isInFlow ? SelfPorts.Of(key, packet.Side) : 0;

    private void FindLocal(
        in FrameLayers layers, bool isInFlow, in FlowPacket packet, HostAddress source, HostAddress destination)
    {
        if (layers.IpVersion != 0)
            _local.SawDatagram(source);
        if (isInFlow && layers.Transport == Protocol.Tcp && packet.Has(TcpFlags.Syn))
            _local.SawOpening(packet.Has(TcpFlags.Ack) ? destination : source);
        Settle();
    }

    private void Settle()
    {
        if (_local.Settled is not { } settled)
            return;
        if (!_options.IsContinuation)
            _totals.Viewpoint.Settle(settled);
        else if (_totals.SawOpening())
            _conversation.ForgetUndirected();
    }

    private void AddEcho(in CapturedFrame frame, in FrameLayers layers, HostAddress source, HostAddress destination)
    {
        var header = layers.TransportOffset;
        if (frame.Data.Length < header + 8 || layers.IpVersion == 0)
            return;
        var data = frame.Data[header..];
        var isIpv6 = layers.Transport == Protocol.Icmpv6;
        var identifier = BinaryPrimitives.ReadUInt16BigEndian(data[4..]);
        var sequence = BinaryPrimitives.ReadUInt16BigEndian(data[6..]);
        // RFC 792: 8 asks, 0 answers; RFC 4443: 128 and 129.
        var asks = data[0] == (isIpv6 ? 128 : 8);
        if (!asks && data[0] != (isIpv6 ? 129 : 0))
            return;
        if (asks)
            _local.SawEchoRequest(source);
        var (asking, asked) = asks ? (source, destination) : (destination, source);
        var packet = new EchoPacket(
            new(asking, asked, identifier, sequence, isIpv6), asks, frame.TimestampNanoseconds, Position);
        if (InterfaceCopies.MayOccur(frame))
        {
            packet = packet with
            {
                Fingerprint = InterfaceCopies.Fingerprint(frame, layers.NetworkOffset, !isIpv6, layers.NetworkLength),
                Interface = InterfaceCopies.InterfaceOf(frame),
            };
        }
        _sink.AddEcho(packet);
    }
}
