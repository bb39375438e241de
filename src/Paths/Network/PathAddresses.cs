using System.Globalization;
using System.Net;

namespace Wiretax.Paths.Network;

/// <summary>
/// The address plan. Every path lives in namespaces of its own, so all use the same one and none can collide; fixed
/// hardware addresses let both ends know each other without ARP, which would land in some runs and not in others. Each
/// pair of ends has a subnet.
/// </summary>
internal static class PathAddresses
{
    public const int PrefixLength = 24;

    private const int Measured = 77;
    private const int Management = 79;

    /// <param name="pair">From 0.</param>
    public static Station Peer(int pair = 0) => At(Measured, pair, 1);

    /// <param name="pair">From 0.</param>
    public static Station SystemUnderTest(int pair = 0) => At(Measured, pair, 2);

    /// <summary>The session's end of the link over which it reaches a guest's agent.</summary>
    /// <param name="guest">From 0.</param>
    public static Station Manager(int guest) => At(Management, guest, 1);

    /// <param name="guest">From 0.</param>
    public static Station Managed(int guest) => At(Management, guest, 2);

    private static Station At(int network, int subnet, int host) => new(
        IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"10.{network}.{subnet}.{host}")),
        string.Create(CultureInfo.InvariantCulture, $"02:57:54:{network - Measured:x2}:{subnet:x2}:{host:x2}"));
}

/// <summary>One end of a link.</summary>
internal sealed record Station(IPAddress Address, string HardwareAddress)
{
    public string WithPrefix => $"{Address}/{PathAddresses.PrefixLength}";
}
