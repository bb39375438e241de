using System.Globalization;
using Wiretax.Agent.Protocol;
using Wiretax.Generators;
using Wiretax.Generators.Http;
using Wiretax.Generators.Ping;
using Wiretax.Generators.Tcp;

namespace Wiretax.Agent.Server;

/// <summary>A workload that was asked for, once every field of it is within the bounds.</summary>
/// <param name="Name">For the log.</param>
internal sealed record GeneratorRequest(string Name, Func<CancellationToken, Task<GeneratorResult>> RunAsync)
{
    /// <exception cref="Grpc.Core.RpcException">A field is out of its bounds.</exception>
    public static GeneratorRequest Of(GenerateRequest request)
    {
        var address = Bounds.Address("address", request.Address);
        var destination = new Destination(request.Address, address);
        var start = StartAt(request);
        return request.WorkloadCase switch
        {
            GenerateRequest.WorkloadOneofCase.Ping => Ping(destination, request.Ping, start),
            GenerateRequest.WorkloadOneofCase.Http => Http(destination, request.Http, start),
            GenerateRequest.WorkloadOneofCase.Tcp => Tcp(destination, request.Tcp, start),
            _ => throw Bounds.Refuse("the workload must be ping, http or tcp"),
        };
    }

    private static GeneratorRequest Ping(Destination destination, PingWorkload asked, long? start)
    {
        var options = new EchoOptions
        {
            Count = Bounds.Number("count", asked.Count, 1, GeneratorLimits.MaxEchoCount),
            Payload = Bounds.Number("payload", asked.Payload, 0, GeneratorLimits.MaxEchoPayload),
            Interval = Bounds.Time("interval", asked.Interval, GeneratorLimits.MinEchoInterval, GeneratorLimits.MaxDuration),
            Patience = Bounds.Time("patience", asked.Patience, GeneratorLimits.MinEchoInterval, GeneratorLimits.MaxDuration),
        };
        if (options.Count * options.Interval > GeneratorLimits.MaxDuration)
            throw Bounds.Refuse(string.Create(CultureInfo.InvariantCulture, $"count times interval must be at most {GeneratorLimits.MaxDuration.TotalSeconds:0} s"));
        return new GeneratorRequest($"ping to {destination.Address}", cancellation =>
            WhenDueAsync(start, () => EchoGenerator.RunAsync(destination, options, observer: null, cancellation), cancellation));
    }

    private static GeneratorRequest Http(Destination destination, HttpWorkload asked, long? start)
    {
        var options = new TransferOptions
        {
            Port = Bounds.Port("port", asked.Port, 1),
            Direction = Bounds.Direction(asked.Direction),
            Size = Bounds.Number("size", asked.Size, 1, GeneratorLimits.MaxFileSize),
        };
        return new GeneratorRequest($"http with {destination.Address}", cancellation =>
            WhenDueAsync(start, () => TransferGenerator.RunAsync(destination, options, cancellation), cancellation));
    }

    /// <summary>The stream connects first and waits then, so that only the payload is due.</summary>
    private static GeneratorRequest Tcp(Destination destination, TcpWorkload asked, long? start)
    {
        var options = new StreamOptions
        {
            Port = Bounds.Port("port", asked.Port, 1),
            Direction = Bounds.Direction(asked.Direction),
            Duration = Bounds.Time("duration", asked.Duration, GeneratorLimits.MinDuration, GeneratorLimits.MaxDuration),
            MessageSize = Bounds.Number("message size", asked.MessageSize, 1, GeneratorLimits.MaxMessageSize),
            SocketBuffer = Bounds.Number("socket buffer", asked.SocketBuffer, GeneratorLimits.MinSocketBuffer, GeneratorLimits.MaxSocketBuffer),
            StartAt = start,
        };
        return new GeneratorRequest($"tcp with {destination.Address}", cancellation =>
            StreamGenerator.RunAsync(destination, options, cancellation));
    }

    private static long? StartAt(GenerateRequest request)
    {
        if (!request.HasStartAt)
            return null;
        return request.StartAt >= 0 && EpochClock.Until(request.StartAt) <= GeneratorLimits.MaxStartDelay
            ? request.StartAt
            : throw Bounds.Refuse(string.Create(CultureInfo.InvariantCulture, $"the start must be at most {GeneratorLimits.MaxStartDelay.TotalSeconds:0} s ahead"));
    }

    private static async Task<GeneratorResult> WhenDueAsync(long? start, Func<Task<GeneratorResult>> run, CancellationToken cancellation)
    {
        if (start is { } moment)
        {
            await Task.Factory.StartNew(() => StartBarrier.Wait(moment, cancellation),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        var result = await run();
        // A ping that was cancelled has measured something by then; nobody waits for it here.
        cancellation.ThrowIfCancellationRequested();
        return result;
    }
}
