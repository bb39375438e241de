using System.Net;

namespace Wiretax.Paths.Network;

/// <summary>
/// The address plan. Every path lives in namespaces of its own, so all use the same one and none can collide; fixed
/// hardware addresses let both ends know each other without ARP, which would land in some runs and not in others.
/// </summary>
internal static class PathAddresses
{
    public const int PrefixLength = 24;

    public static Station Peer { get; } = new(IPAddress.Parse("10.77.0.1"), "02:57:54:00:00:01");
    public static Station SystemUnderTest { get; } = new(IPAddress.Parse("10.77.0.2"), "02:57:54:00:00:02");
}

/// <summary>One end of a link.</summary>
internal sealed record Station(IPAddress Address, string HardwareAddress)
{
    public string WithPrefix => $"{Address}/{PathAddresses.PrefixLength}";
}
