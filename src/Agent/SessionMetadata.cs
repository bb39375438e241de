namespace Wiretax.Agent;

/// <summary>What every call of a session carries.</summary>
internal static class SessionMetadata
{
    public const string Session = "wiretax-session";
    public const string Sequence = "wiretax-sequence";
}
