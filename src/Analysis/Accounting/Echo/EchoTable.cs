namespace Wiretax.Analysis.Accounting;

/// <summary>An echo request or reply, by what pairs the two (RFC 792, RFC 4443): the asking host, the asked one, identifier and sequence.</summary>
internal readonly record struct EchoKey(HostAddress Asking, HostAddress Asked, ushort Identifier, ushort Sequence, bool IsIpv6);

/// <param name="Order">Position of the frame in the capture.</param>
internal readonly record struct EchoPacket(EchoKey Key, bool IsRequest, long Time, long Order)
{
    /// <inheritdoc cref="FlowPacket.Fingerprint"/>
    public uint Fingerprint { get; init; }

    /// <inheritdoc cref="FlowPacket.Interface"/>
    public uint Interface { get; init; }
}

/// <summary>
/// Pairs echo requests with their replies. A request is lost when no reply follows it, or the same key is asked again
/// before one does. What is seen again at another interface counts as a copy, and as nothing else.
/// </summary>
internal sealed class EchoTable
{
    /// <summary>Requests awaited at once; beyond it the one that has waited longest is lost.</summary>
    public const int Limit = 1 << 16;

    /// <summary>Samples kept one by one.</summary>
    public const int MaxSamples = 100_000;

    private readonly Dictionary<EchoKey, (long Time, long Order)> _awaited = [];
    private readonly Queue<(EchoKey Key, long Order)> _oldest = new();

    /// <summary>Replies to nothing seen: their request may be in an earlier part of the capture.</summary>
    private readonly List<(EchoKey Key, long Time)> _unasked = [];

    /// <summary>Keys that were asked here, so that a second reply is not taken for one to an earlier part.</summary>
    private readonly HashSet<EchoKey> _asked = [];
    private readonly List<(long Order, long Nanoseconds)> _samples = [];
    private readonly RttDistribution _rtt = new();
    private readonly EchoCopies _copies = new();
    private (HostAddress Asking, HostAddress Asked)? _first;

    public long Requests { get; private set; }

    public long Replies { get; private set; }

    public long Answered { get; private set; }

    /// <summary>Frames that repeat one of another interface.</summary>
    public long CopiedFrames => _copies.Frames;

    public void Add(in EchoPacket packet)
    {
        if (_copies.IsCopy(packet))
            return;
        if (packet.IsRequest)
        {
            Requests++;
            _first ??= (packet.Key.Asking, packet.Key.Asked);
            RememberAsked(packet.Key);
            Await(packet.Key, packet.Time, packet.Order);
        }
        else
        {
            Replies++;
            Answer(packet.Key, packet.Time);
        }
    }

    /// <summary>Takes in a later part of the capture: its unasked replies may answer what is awaited here.</summary>
    public void Merge(EchoTable later, long order)
    {
        Requests += later.Requests;
        Replies += later.Replies;
        Answered += later.Answered;
        _copies.Merge(later._copies);
        _first ??= later._first;
        foreach (var (key, time) in later._unasked)
            Answer(key, time);
        foreach (var key in later._asked)
        {
            _awaited.Remove(key);
            RememberAsked(key);
        }
        foreach (var (sampleOrder, nanoseconds) in later._samples)
            Keep(sampleOrder + order, nanoseconds);
        _rtt.Merge(later._rtt);
        foreach (var (key, request) in later._awaited.OrderBy(each => each.Value.Order))
            Await(key, request.Time, request.Order + order);
    }

    /// <summary>Null without any echo.</summary>
    public EchoSummary? ToSummary() => Requests + Replies == 0 ? null : new EchoSummary(
        Requests, Replies, Requests - Answered, _rtt.Count == 0 ? null : _rtt.ToSummary())
    {
        Source = _first?.Asking.ToString(),
        Destination = _first?.Asked.ToString(),
        Samples = [.. _samples.Order().Take(MaxSamples).Select(each => each.Nanoseconds / 1e9)],
    };

    private void Answer(in EchoKey key, long time)
    {
        if (_awaited.Remove(key, out var request))
            Sample(request.Order, time - request.Time);
        else if (_unasked.Count < Limit && !_asked.Contains(key))
            _unasked.Add((key, time));
    }

    private void RememberAsked(in EchoKey key)
    {
        if (_asked.Count < Limit)
            _asked.Add(key);
    }

    private void Await(in EchoKey key, long time, long order)
    {
        _awaited[key] = (time, order);
        _oldest.Enqueue((key, order));
        while (_awaited.Count > Limit || _oldest.Count > 2 * Limit)
        {
            var (oldest, asked) = _oldest.Dequeue();
            if (_awaited.TryGetValue(oldest, out var request) && request.Order == asked)
                _awaited.Remove(oldest);
        }
    }

    /// <summary>A reply that is stamped before its request answers it, and measures nothing.</summary>
    private void Sample(long order, long nanoseconds)
    {
        Answered++;
        if (nanoseconds < 0)
            return;
        _rtt.Add(nanoseconds);
        Keep(order, nanoseconds);
    }

    private void Keep(long order, long nanoseconds)
    {
        if (_samples.Count < MaxSamples)
            _samples.Add((order, nanoseconds));
    }
}
