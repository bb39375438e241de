using Wiretax.Analysis.Dissection;
using Wiretax.Analysis.Dissection.Application;

namespace Wiretax.Analysis.Accounting;

/// <summary>A flow's counters as its summary.</summary>
internal static class FlowSummaries
{
    public static FlowSummary Of(in FlowRecord flow, Func<HostAddress, bool> isLocal)
    {
        var side = SourceSide(flow, isLocal);
        ref readonly var tx = ref side == 0 ? ref flow.Low : ref flow.High;
        ref readonly var rx = ref side == 0 ? ref flow.High : ref flow.Low;
        var sent = Direction(flow, tx, rx);
        var (low, high) = (flow.Key.Low.WithPort(flow.Key.LowPort), flow.Key.High.WithPort(flow.Key.HighPort));
        return new FlowSummary
        {
            Protocol = ProtocolNames.Of(flow.Key.Protocol),
            Source = side == 0 ? low : high,
            Destination = side == 0 ? high : low,
            Application = ApplicationNames.Of((ApplicationProtocol)flow.Application),
            Tx = sent,
            Rx = Direction(flow, rx, tx),
            RetransmittedBytes = flow.IsTcp ? flow.RetransmittedBytes : null,
            GapBytes = flow.GapBytes,
            RttSeconds = sent.RttSeconds,
            HandshakeSeconds = HandshakeSeconds(flow),
            Phases = flow.IsTcp ? Phases(flow) : null,
        };
    }

    /// <summary>The local end; between others, the one that opened the flow.</summary>
    private static int SourceSide(in FlowRecord flow, Func<HostAddress, bool> isLocal) =>
        flow.Key.Low == flow.Key.High ? flow.Opener : isLocal(flow.Key.Low) ? 0 : isLocal(flow.Key.High) ? 1 : flow.Opener;

    private static FlowDirection Direction(in FlowRecord flow, in FlowHalf half, in FlowHalf other)
    {
        var direction = new FlowDirection(half.Frames, half.Bytes)
        {
            PayloadBytes = half.PayloadBytes,
            GoodputBitsPerSecond = Goodput(flow.IsTcp ? half.UniqueBytes : half.PayloadBytes, half),
        };
        return !flow.IsTcp ? direction : direction with
        {
            UniqueBytes = half.UniqueBytes,
            RetransmittedBytes = half.RetransmittedBytes,
            GapBytes = flow.GapBytes is null ? null : half.GapBytes(other),
            OutOfOrderSegments = half.KnownExtras?.OutOfOrder ?? 0,
            DuplicateAcks = half.KnownExtras?.DuplicateAcks ?? 0,
            ZeroWindows = half.KnownExtras?.ZeroWindows ?? 0,
            KeepAlives = half.KnownExtras?.KeepAlives ?? 0,
            Mss = half.Mss == 0 ? null : half.Mss,
            MaxWindow = MaxWindow(half, other),
            RttSeconds = half.RttSummary,
        };
    }

    private static double? Goodput(long bytes, in FlowHalf half) =>
        half.PayloadFrames < 2 || half.LastPayload <= half.FirstPayload
            ? null
            : bytes * 8 / Elapsed.Seconds(half.FirstPayload, half.LastPayload);

    /// <summary>In bytes; null when the handshake, which tells the scale, was not seen (RFC 7323, 2.2).</summary>
    private static long? MaxWindow(in FlowHalf half, in FlowHalf other)
    {
        if (!half.Is(HalfState.Syn) || !other.Is(HalfState.Syn))
            return null;
        var isScaled = half.WindowScale != FlowPacket.NoWindowScale && other.WindowScale != FlowPacket.NoWindowScale;
        return Math.Max(half.MaxSynWindow, (long)half.MaxWindow << (isScaled ? half.WindowScale : 0));
    }

    /// <summary>Null where a SYN was sent again: which one was answered is not known (Karn).</summary>
    private static double? HandshakeSeconds(in FlowRecord flow) =>
        ((flow.Low.State | flow.High.State) & HalfState.SynAgain) != 0 ? null : ConnectSeconds(flow);

    private static double? ConnectSeconds(in FlowRecord flow) =>
        flow.SynTime < 0 || flow.HandshakeEnd < 0 ? null : Elapsed.Seconds(flow.SynTime, flow.HandshakeEnd);

    private static TransferPhases Phases(in FlowRecord flow)
    {
        ref readonly var opener = ref flow.Opener == 0 ? ref flow.Low : ref flow.High;
        ref readonly var answerer = ref flow.Opener == 0 ? ref flow.High : ref flow.Low;
        ref readonly var larger = ref answerer.UniqueBytes >= opener.UniqueBytes ? ref answerer : ref opener;
        var isAsked = opener.PayloadFrames > 0 && answerer.PayloadFrames > 0 && opener.FirstPayload <= answerer.FirstPayload;
        var last = Math.Max(opener.LastPayload, answerer.LastPayload);
        return new TransferPhases(
            ConnectSeconds(flow),
            isAsked ? Elapsed.Seconds(opener.FirstPayload, answerer.FirstPayload) : null,
            larger.PayloadFrames > 0 ? Elapsed.Seconds(larger.FirstPayload, larger.LastPayload) : null,
            last == long.MinValue ? null : Elapsed.Seconds(last, flow.Last));
    }
}
