namespace Wiretax.Generators.Tcp;

/// <summary>A TCP stream as the scale-out study's netperf made it: 8 KiB messages, 64 KiB socket buffers.</summary>
public readonly record struct StreamOptions()
{
    public int Port { get; init; } = GeneratorPorts.Tcp;
    public TransferDirection Direction { get; init; } = TransferDirection.Send;
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of each send call.</summary>
    public int MessageSize { get; init; } = 8192;

    /// <summary>SO_SNDBUF and SO_RCVBUF at both ends, bytes.</summary>
    public int SocketBuffer { get; init; } = 65536;

    /// <summary>When the payload starts to flow, nanoseconds since the epoch; null for at once.</summary>
    public long? StartAt { get; init; }
}
