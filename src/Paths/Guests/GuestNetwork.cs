using System.Net;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Guests;

/// <summary>How a guest is on the network.</summary>
internal sealed record GuestNetwork
{
    /// <summary>The guest knows its interface by the station's hardware address.</summary>
    public required Station Station { get; init; }
    public required int Mtu { get; init; }

    /// <summary>The station at the far end, made known so that none has to ask; null behind a router.</summary>
    public Station? FarEnd { get; init; }

    /// <summary>The router of a guest that is not on the peer's own network.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>On the link to its agent; null without an agent.</summary>
    public Station? Management { get; init; }
}
