namespace Wiretax.Generators;

/// <summary>What a server grants and a client may ask for: bounds on sizes, times and connections.</summary>
public static class GeneratorLimits
{
    /// <summary>Bytes of one file.</summary>
    public const long MaxFileSize = 1_000_000_000_000;

    /// <summary>Bytes of one message of a stream.</summary>
    public const int MaxMessageSize = 16 * 1024 * 1024;

    /// <summary>SO_SNDBUF and SO_RCVBUF, bytes.</summary>
    public const int MinSocketBuffer = 2048;
    public const int MaxSocketBuffer = 64 * 1024 * 1024;

    public static readonly TimeSpan MinDuration = TimeSpan.FromMilliseconds(1);
    public static readonly TimeSpan MaxDuration = TimeSpan.FromHours(1);

    /// <summary>Connections that one server holds at once; those beyond are closed.</summary>
    public const int MaxConnections = 256;

    /// <summary>A connection that is accepted must have sent its request by then.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How far ahead a start may be set.</summary>
    public static readonly TimeSpan MaxStartDelay = TimeSpan.FromSeconds(120);

    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A transfer in which no byte moves for this long is given up. Bytes that wait in a send buffer move when the peer
    /// acknowledges them.
    /// </summary>
    public static readonly TimeSpan StallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What so many bytes of payload take over the slowest link that is worth measuring (1 Mbit/s), and a fifth more for
    /// headers and repeats.
    /// </summary>
    public static TimeSpan SlowestTransfer(long bytes) => TimeSpan.FromSeconds(bytes * 8 / SlowestLink * BeyondPayload);

    /// <summary>
    /// How much longer than its duration a stream may take: the last message and what a send buffer holds (Linux grants
    /// twice what is asked for) have to arrive.
    /// </summary>
    public static TimeSpan StreamGrace(int messageSize, int socketBuffer) =>
        TimeSpan.FromSeconds(60) + SlowestTransfer(messageSize + (2L * socketBuffer));

    private const double SlowestLink = 1e6;
    private const double BeyondPayload = 1.2;

    /// <summary>Echo data that still fits a 65,535-byte IPv4 datagram.</summary>
    public const int MaxEchoPayload = 65_507;
    public const int MaxEchoCount = 65_536;

    /// <summary>From one echo request to the next; all together take <see cref="MaxDuration"/> at most.</summary>
    public static readonly TimeSpan MinEchoInterval = TimeSpan.FromMilliseconds(1);
}
