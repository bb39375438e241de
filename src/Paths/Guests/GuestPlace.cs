using Wiretax.Paths.Network;

namespace Wiretax.Paths.Guests;

/// <summary>Where one guest of a path is, and what it does there.</summary>
internal sealed record GuestPlace
{
    /// <summary>From 0, within the path.</summary>
    public required int Number { get; init; }

    /// <summary>The namespace that the hypervisor runs in.</summary>
    public required NetworkNamespace Inside { get; init; }
    public required GuestNetwork Network { get; init; }
    public required GuestPrograms Programs { get; init; }

    /// <summary>The guest that is a wire's system under test, its hypervisor in the switch's namespace.</summary>
    /// <param name="pair">From 0.</param>
    public static GuestPlace OnSwitch(Wire wire, int pair, PathRequest request) => new()
    {
        Number = pair,
        Inside = wire.Switch,
        Programs = GuestPrograms.Of(request, pair),
        Network = new GuestNetwork { Station = wire.SystemStation, FarEnd = wire.PeerStation, Mtu = wire.Options.Mtu },
    };
}
