namespace Wiretax.Generators.Ping;

/// <summary>A reply as it came in.</summary>
/// <param name="Sequence">From 1.</param>
/// <param name="Bytes">ICMP header and data.</param>
/// <param name="RoundTrip">By the generator's clock, nanoseconds; the capture's is the truer one.</param>
public readonly record struct EchoReply(int Sequence, int Bytes, long RoundTrip);
