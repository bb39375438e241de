using System.Globalization;

namespace Wiretax.Generators.Tcp;

/// <summary>
/// A TCP stream in one direction over one connection. Nagle's algorithm stays on, as in netperf and iperf3, so that
/// segments have the path's size and not the message's.
/// </summary>
public static class StreamGenerator
{
    internal const byte Go = 0x05;

    /// <exception cref="GeneratorException">It did not come to its end.</exception>
    public static Task<GeneratorResult> RunAsync(Destination destination, StreamOptions options, CancellationToken cancellation) =>
        Task.Factory.StartNew(() => Run(destination, options, cancellation),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static GeneratorResult Run(Destination destination, StreamOptions options, CancellationToken cancellation)
    {
        using var connection = Connection.Open(destination, options.Port, options.SocketBuffer, cancellation);
        Ask(connection, options);
        var message = options.Direction == TransferDirection.Send ? StreamMessage.Of(options.MessageSize) : default;
        if (options.StartAt is { } start)
            StartBarrier.Wait(start, cancellation);

        var clock = TransferClock.Start();
        long content;
        if (options.Direction == TransferDirection.Send)
        {
            content = StreamTransfer.Send(connection, message, options.Duration);
        }
        else
        {
            connection.Send([Go]);
            content = StreamTransfer.Receive(connection, options.Duration + GeneratorLimits.StreamGrace(options.MessageSize, options.SocketBuffer));
        }
        var seconds = clock.Seconds;
        var cpuSeconds = clock.CpuSeconds;
        connection.CloseOrderly();

        return new GeneratorResult
        {
            Workload = "tcp",
            BytesSent = connection.BytesSent,
            BytesReceived = connection.BytesReceived,
            ContentBytes = content,
            DurationSeconds = seconds,
            CpuSeconds = cpuSeconds,
        };
    }

    private static void Ask(Connection connection, StreamOptions options)
    {
        Span<byte> header = stackalloc byte[StreamRequest.Length];
        new StreamRequest(options.Direction, options.MessageSize, options.SocketBuffer, options.Duration).Write(header);
        connection.Send(header);

        Span<byte> answer = stackalloc byte[1];
        connection.ReceiveExactly(answer);
        var refusal = (StreamVerdict)answer[0] switch
        {
            StreamVerdict.Accepted => null,
            StreamVerdict.OtherVersion => "it speaks another version; use the same wiretax at both ends",
            StreamVerdict.OutOfLimits => "what was asked for is beyond its limits",
            StreamVerdict.BuffersNotGranted => "its system does not grant socket buffers of that size",
            StreamVerdict.Busy => string.Create(CultureInfo.InvariantCulture,
                $"it holds {GeneratorLimits.MaxConnections} connections already"),
            _ => "it is no wiretax stream server",
        };
        if (refusal is not null)
            throw new GeneratorException($"The stream server refused: {refusal}.");
    }
}
