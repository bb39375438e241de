namespace Wiretax.Sessions.Scenarios;

/// <summary>An emulated Ethernet wire of a stated rate.</summary>
/// <param name="Mtu">Largest datagram, bytes.</param>
public sealed record EmulatedWire(long BitsPerSecond, int Mtu)
{
    /// <summary>Header 14, FCS 4, preamble and SFD 8, inter-packet gap 12 (IEEE 802.3, clauses 3 and 4).</summary>
    private const int Ethernet = 38;
    private const int Ipv4Header = 20;

    /// <summary>Bits per second of a TCP stream's payload that it can carry, in full segments over IPv4.</summary>
    /// <param name="tcpHeader">Of its segments, options included, bytes; null where none was seen.</param>
    public double? PayloadBitsPerSecond(int? tcpHeader) =>
        BitsPerSecond * (double?)(Mtu - Ipv4Header - tcpHeader) / (Mtu + Ethernet);
}
