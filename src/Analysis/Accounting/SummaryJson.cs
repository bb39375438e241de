using System.Text.Json.Serialization;

namespace Wiretax.Analysis.Accounting;

/// <summary>Reads and writes <see cref="CaptureSummary"/> as JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CaptureSummary))]
[JsonSerializable(typeof(CaptureSummaries))]
public sealed partial class SummaryJson : JsonSerializerContext;
