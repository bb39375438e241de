using System.Text.Json.Serialization;

namespace Wiretax.Sessions;

/// <summary>Reads and writes <see cref="SessionRecord"/> as JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SessionRecord))]
public sealed partial class SessionJson : JsonSerializerContext;
