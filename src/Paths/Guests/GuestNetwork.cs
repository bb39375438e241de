using System.Net;
using Wiretax.Paths.Network;

namespace Wiretax.Paths.Guests;

/// <summary>How a guest is on the network.</summary>
internal sealed record GuestNetwork
{
    public required Station Station { get; init; }
    public required int Mtu { get; init; }

    /// <summary>The station at the far end, made known so that none has to ask; null behind a router.</summary>
    public Station? FarEnd { get; init; }

    /// <summary>The router of a guest that is not on the peer's own network.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>Name of the interface in the guest.</summary>
    public string Interface { get; init; } = "eth0";
}
