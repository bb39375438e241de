namespace Wiretax.Sessions;

/// <summary>A session that cannot go on; the message is one sentence for the user.</summary>
public sealed class SessionException(string message) : Exception(message);
