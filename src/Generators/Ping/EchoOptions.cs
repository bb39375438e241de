namespace Wiretax.Generators.Ping;

/// <summary>Echo requests as the Workstation study sent them: four of 56 bytes, one a second.</summary>
public readonly record struct EchoOptions()
{
    public int Count { get; init; } = 4;

    /// <summary>Bytes of echo data, the 8 bytes of ICMP header not included.</summary>
    public int Payload { get; init; } = 56;

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long replies are waited for after the last request.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);
}
