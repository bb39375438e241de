using System.Text.Json.Serialization;

namespace Wiretax.Analysis.Comparison;

/// <summary>Reads and writes <see cref="ComparisonResult"/> as JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ComparisonResult))]
public sealed partial class ComparisonJson : JsonSerializerContext;
