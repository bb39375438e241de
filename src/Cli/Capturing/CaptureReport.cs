using System.Globalization;
using System.Text.Json.Serialization;
using Wiretax.Analysis.Accounting;
using Wiretax.Capture;

namespace Wiretax.Cli.Capturing;

/// <summary>What a capture by hand prints at its end; the property names are the JSON keys of <c>wiretax/capture/1</c>.</summary>
internal sealed record CaptureReport
{
    public string Schema { get; init; } = "wiretax/capture/1";
    public required string Interface { get; init; }
    public required string File { get; init; }
    public required long FileBytes { get; init; }
    public required int SnapLength { get; init; }
    public required string? Filter { get; init; }

    /// <summary>Frames in the file.</summary>
    public required long Frames { get; init; }

    /// <summary>Frames that passed the filter, by the kernel's count, those that were lost included.</summary>
    public required long Received { get; init; }
    public required long DroppedByKernel { get; init; }
    public required long? DroppedByInterface { get; init; }
    public required double DurationSeconds { get; init; }
    public required double? CpuSeconds { get; init; }

    /// <summary>No frame was lost.</summary>
    public required bool Complete { get; init; }

    /// <summary>As in <c>wiretax/summary/1</c>; null where the layers were not accounted for.</summary>
    public IReadOnlyList<LayerTotals>? Layers { get; init; }

    public static CaptureReport Of(CaptureNode node, CaptureNodeResult result, in LiveCaptureOptions options, string file) => new()
    {
        Interface = options.Interface,
        File = file,
        FileBytes = node.FileBytes,
        SnapLength = options.SnapLength,
        Filter = options.Filter,
        Frames = result.Frames,
        Received = result.Received,
        DroppedByKernel = result.DroppedByKernel,
        DroppedByInterface = result.DroppedByInterface,
        DurationSeconds = node.Elapsed.TotalSeconds,
        CpuSeconds = result.CpuSeconds,
        Complete = result.DroppedByKernel == 0 && result.DroppedByInterface is null or 0,
    };

    public string ToSentence()
    {
        var lost = (DroppedByKernel, DroppedByInterface ?? 0) switch
        {
            (0, 0) => "none lost",
            (var kernel, 0) => string.Create(CultureInfo.InvariantCulture, $"{kernel:N0} lost because the buffer was full (--buffer enlarges it)"),
            (0, var device) => string.Create(CultureInfo.InvariantCulture, $"{device:N0} lost by the interface"),
            var (kernel, device) => string.Create(CultureInfo.InvariantCulture, $"{kernel:N0} lost because the buffer was full, {device:N0} by the interface"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Frames:N0} frames in {DurationSeconds:0.0} s, {lost}; {FileBytes:N0} bytes in {File}");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CaptureReport))]
internal sealed partial class CaptureReportJson : JsonSerializerContext;
