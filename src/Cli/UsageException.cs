namespace Wiretax.Cli;

/// <summary>An argument that parses and yet cannot be used; the message is one sentence for the user.</summary>
public sealed class UsageException(string message) : Exception(message);
