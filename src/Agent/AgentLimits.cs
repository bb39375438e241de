namespace Wiretax.Agent;

/// <summary>What an agent grants: bounds on connections, sessions, messages, and on what runs at once.</summary>
/// <remarks>The bounds of the workloads themselves are <see cref="Generators.GeneratorLimits"/>.</remarks>
public static class AgentLimits
{
    public const int DefaultPort = 9443;

    /// <summary>Connections held at once, in a handshake or past it; those beyond are closed.</summary>
    public const int MaxConnections = 256;

    /// <summary>A connection whose TLS handshake is not complete by then is closed.</summary>
    public static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Calls that one connection may have open at once.</summary>
    public const int MaxCallsPerConnection = 64;

    /// <summary>Sessions at once; when there are more, the one that has been idle for longest is forgotten.</summary>
    public const int MaxSessions = 64;

    /// <summary>A session without a call for this long is forgotten.</summary>
    public static readonly TimeSpan SessionIdleTimeout = TimeSpan.FromHours(1);

    /// <summary>Bytes of one request message.</summary>
    public const int MaxRequestSize = 16 * 1024;

    /// <summary>Bytes of one message that an agent sends.</summary>
    public const int MaxReplySize = 1024 * 1024;

    /// <summary>Generators, traffic servers and captures at once, each.</summary>
    public const int MaxGenerators = 64;
    public const int MaxTrafficServers = 16;
    public const int MaxCaptures = 8;

    /// <summary>A traffic server or a capture ends after this long, whatever its session does.</summary>
    public static readonly TimeSpan MaxCallDuration = TimeSpan.FromHours(12);

    /// <summary>Bytes of one capture's file, and at most half of what the disk has left; it ends when it has grown to that.</summary>
    public const long MaxCaptureBytes = 1L << 30;

    /// <summary>Characters of a capture filter.</summary>
    public const int MaxFilterLength = 1024;

    /// <summary>
    /// A silent connection is asked for a sign of life, and given up when none comes: a peer that died without a word
    /// is noticed within the sum of both.
    /// </summary>
    public static readonly TimeSpan SilenceUntilPing = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(5);
}
