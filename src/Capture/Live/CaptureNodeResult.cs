using System.Text.Json.Serialization;

namespace Wiretax.Capture;

/// <summary>What a finished capture says of itself.</summary>
/// <param name="Frames">Frames written to the file.</param>
/// <param name="Received">Frames that passed the filter, by the kernel's count.</param>
/// <param name="DroppedByKernel">Frames lost because the buffer was full.</param>
/// <param name="DroppedByInterface">Frames that the interface itself lost meanwhile; null where it does not count.</param>
public sealed record CaptureNodeResult(
    long Frames, long Received, long DroppedByKernel, long? DroppedByInterface, double? CpuSeconds = null);

/// <summary>Reads and writes <see cref="CaptureNodeResult"/> as JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CaptureNodeResult))]
public sealed partial class CaptureJson : JsonSerializerContext;
