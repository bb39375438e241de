namespace Wiretax.Analysis.Accounting;

/// <summary>
/// Layer counters by who sent to whom, kept for frames whose direction is not known yet: those before the local end is
/// settled, and those whose direction only the link addresses tell (no IP, or addresses that are limited to the link).
/// </summary>
internal sealed class ConversationCounters(bool isSegment)
{
    /// <summary>
    /// Conversations of a whole capture kept apart: the first ones; frames of further ones count in no direction
    /// (about 17 MB at the bound). A segment keeps all of its own.
    /// </summary>
    public const int Limit = (1 << 16) - 1;

    private readonly Dictionary<Conversation, int> _numbers = [];

    /// <summary>By number; the first ones are those of the conversations beyond the limit.</summary>
    private LayerCounters[] _counters = [new()];

    /// <summary>One direction of a conversation; no addresses (default) where the frame has no IP datagram.</summary>
    /// <param name="Ports">Tells the ends apart where a host talks to itself (<see cref="SelfPorts"/>); else 0.</param>
    public readonly record struct Conversation(HostAddress Source, HostAddress Destination, LinkAddresses Link, uint Ports = 0)
    {
        /// <param name="link">Counts as a whole only where nothing else tells who received the frame.</param>
        public static Conversation Of(HostAddress source, HostAddress destination, LinkAddresses link) =>
            source.IsLinkScoped || destination.IsLinkScoped
                ? new(source, destination, link)
                : new(source, destination, link with { Destination = 0 });

        public bool HasIp => Source != default || Destination != default;

        public bool IsLinkScoped => !HasIp || Source.IsLinkScoped || Destination.IsLinkScoped;
    }

    /// <param name="number">What <see cref="NumberOf"/> tells of a conversation.</param>
    public ref LayerCounters this[int number] => ref _counters[number];

    public ref LayerCounters For(Conversation conversation) => ref this[NumberOf(conversation)];

    /// <returns>The number that a conversation has from now on; all those beyond the limit have one in common.</returns>
    public int NumberOf(in Conversation conversation)
    {
        if (_numbers.TryGetValue(conversation, out var known))
            return known;
        if (_numbers.Count >= Limit && !isSegment)
            return 0;
        var number = _numbers.Count + 1;
        if (number == _counters.Length)
            Array.Resize(ref _counters, number * 2);
        _counters[number] = new LayerCounters();
        _numbers.Add(conversation, number);
        return number;
    }

    /// <summary>Takes in another's, but for what the viewpoint tells the direction of: that is counted in it at once.</summary>
    public void Merge(ConversationCounters other, Viewpoint viewpoint, DirectedCounters directed)
    {
        foreach (var (conversation, number) in other._numbers)
        {
            var direction = conversation is { Ports: 0, HasIp: true } ? viewpoint.Of(conversation.Source, conversation.Destination) : Direction.Unknown;
            (direction == Direction.Unknown ? ref For(conversation) : ref directed.Of(direction)).Merge(other[number]);
        }
        this[0].Merge(other[0]);
    }

    public void Merge(ConversationCounters other)
    {
        foreach (var (conversation, number) in other._numbers)
            For(conversation).Merge(other[number]);
        this[0].Merge(other[0]);
    }

    /// <summary>Adds everything to the direction it has as seen from <paramref name="local"/>.</summary>
    /// <param name="localLink">Link address of the local end, where known so far; 0 when not.</param>
    /// <param name="sentByOpeners">Ports of a host's packets to itself that count as sent, not as received.</param>
    public void Resolve(
        HostAddress? local, Viewpoint viewpoint, ulong localLink, IReadOnlySet<uint> sentByOpeners, DirectedCounters into)
    {
        if (local is not null && LinkAddressOf(local.Value) is var first and not 0)
            localLink = first;
        foreach (var (conversation, number) in _numbers)
        {
            ref readonly var counters = ref this[number];
            if (conversation.Ports != 0 && viewpoint.IsLocal(local, conversation.Source))
                (sentByOpeners.Contains(conversation.Ports) ? ref into.Tx : ref into.Rx).Merge(counters);
            else if (conversation.HasIp && viewpoint.Of(local, conversation.Source, conversation.Destination) is var direction and not Direction.Neither)
                into.Of(direction).Merge(counters);
            else if (localLink == 0 || !conversation.IsLinkScoped)
                into.Neither.Merge(counters);
            else if (conversation.Link.Source == localLink)
                into.Tx.Merge(counters);
            else if (conversation.Link.Destination == localLink || conversation.Link.ToGroup)
                into.Rx.Merge(counters);
            else
                into.Neither.Merge(counters);
        }
        into.Neither.Merge(this[0]);
    }

    /// <summary>The link address that <paramref name="host"/> first sent from; 0 when none was seen.</summary>
    public ulong LinkAddressOf(HostAddress host)
    {
        // A dictionary from which nothing is removed gives its entries in the order they came.
        foreach (var conversation in _numbers.Keys)
        {
            if (conversation.HasIp && conversation.Source == host && conversation.Link.Source != 0)
                return conversation.Link.Source;
        }
        return 0;
    }
}
