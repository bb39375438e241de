using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    public const int Limit = 1 << 16;

    private readonly Dictionary<Conversation, LayerCounters> _counters = [];
    private LayerCounters _beyond = new();

    /// <summary>One direction of a conversation; no addresses (default) where the frame has no IP datagram.</summary>
    /// <param name="Ports">Tells the ends apart where a host talks to itself (<see cref="SelfPorts"/>); else 0.</param>
    public readonly record struct Conversation(HostAddress Source, HostAddress Destination, LinkAddresses Link, uint Ports = 0)
    {
        public bool HasIp => Source != default || Destination != default;

        public bool IsLinkScoped => !HasIp || Source.IsLinkScoped || Destination.IsLinkScoped;
    }

    public ref LayerCounters For(Conversation conversation)
    {
        ref var counters = ref CollectionsMarshal.GetValueRefOrNullRef(_counters, conversation);
        if (!Unsafe.IsNullRef(ref counters))
            return ref counters;
        if (_counters.Count >= Limit && !isSegment)
            return ref _beyond;
        ref var added = ref CollectionsMarshal.GetValueRefOrAddDefault(_counters, conversation, out _)!;
        added = new LayerCounters();
        return ref added;
    }

    public void Merge(ConversationCounters other)
    {
        foreach (var (conversation, counters) in other._counters)
            For(conversation).Merge(counters);
        _beyond.Merge(other._beyond);
    }

    /// <summary>Adds everything to the direction it has as seen from <paramref name="local"/>.</summary>
    /// <param name="localLink">Link address of the local end, where known so far; 0 when not.</param>
    /// <param name="sentByOpeners">Ports of a host's packets to itself that count as sent, not as received.</param>
    public void Resolve(HostAddress? local, ulong localLink, IReadOnlySet<uint> sentByOpeners, DirectedCounters into)
    {
        if (local is not null && LinkAddressOf(local.Value) is var first and not 0)
            localLink = first;
        foreach (var (conversation, counters) in _counters)
        {
            if (conversation.Ports != 0 && conversation.Source == local)
                (sentByOpeners.Contains(conversation.Ports) ? ref into.Tx : ref into.Rx).Merge(counters);
            else if (conversation.HasIp && conversation.Source == local)
                into.Tx.Merge(counters);
            else if (conversation.HasIp && conversation.Destination == local)
                into.Rx.Merge(counters);
            else if (localLink == 0 || !conversation.IsLinkScoped)
                into.Neither.Merge(counters);
            else if (conversation.Link.Source == localLink)
                into.Tx.Merge(counters);
            else if (conversation.Link.Destination == localLink || conversation.Link.ToGroup)
                into.Rx.Merge(counters);
            else
                into.Neither.Merge(counters);
        }
        into.Neither.Merge(_beyond);
    }

    /// <summary>The link address that <paramref name="host"/> first sent from; 0 when none was seen.</summary>
    private ulong LinkAddressOf(HostAddress host)
    {
        // A dictionary from which nothing is removed gives its entries in the order they came.
        foreach (var conversation in _counters.Keys)
        {
            if (conversation.Source == host && conversation.Link.Source != 0)
                return conversation.Link.Source;
        }
        return 0;
    }
}
