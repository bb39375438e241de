using System.Text.Json.Serialization;
using Wiretax.Generators.Ping;

namespace Wiretax.Generators;

/// <summary>What one generator run moved, by its own count: what <c>wiretax generate --format json</c> prints.</summary>
public sealed record GeneratorResult
{
    /// <summary><c>ping</c>, <c>http</c>, <c>tcp</c>.</summary>
    public required string Workload { get; init; }

    /// <summary>Every byte handed to and taken from the transport by this end, requests and headers included.</summary>
    public long BytesSent { get; init; }
    public long BytesReceived { get; init; }

    /// <summary>Bytes of the file or stream alone; null for ping.</summary>
    public long? ContentBytes { get; init; }

    /// <summary>Echo requests sent and replies that came back; null for the others.</summary>
    public long? EchoRequests { get; init; }
    public long? EchoReplies { get; init; }

    /// <summary>Round trips by the generator's clock; null for the others. The capture's are the truer ones.</summary>
    public RoundTripTimes? RoundTripSeconds { get; init; }

    /// <summary>From the first request to the last byte or reply, seconds, by the generator's clock.</summary>
    public double DurationSeconds { get; init; }

    /// <summary>CPU time of this end's process during the transfer, seconds.</summary>
    public double? CpuSeconds { get; init; }
}

/// <summary>Reads and writes <see cref="GeneratorResult"/> as JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GeneratorResult))]
public sealed partial class GeneratorJson : JsonSerializerContext;
