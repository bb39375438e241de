namespace Wiretax.Generators;

/// <summary>Traffic that could not be made; the message is one sentence for the user.</summary>
public sealed class GeneratorException(string message) : Exception(message);
