using System.Security.Cryptography;

namespace Wiretax.Agent.Server;

/// <summary>
/// The sessions that are open. A session is known by 128 random bits that the agent drew, belongs to the certificate
/// that opened it, and each of its calls carries a larger number than every call before: a message that is sent again
/// is refused, whenever and over whatever connection it comes.
/// </summary>
internal sealed class SessionTable(TimeProvider clock)
{
    private const int IdLength = 16;

    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <param name="certificate">Thumbprint of the certificate that the peer proved.</param>
    public string Open(string certificate)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength));
        lock (_gate)
        {
            ForgetIdle();
            if (_sessions.Count >= AgentLimits.MaxSessions)
                _sessions.Remove(_sessions.MinBy(each => each.Value.LastCall).Key);
            _sessions.Add(id, new Session(certificate) { LastCall = clock.GetTimestamp() });
        }
        return id;
    }

    public SessionVerdict Admit(string? id, string? certificate, long? sequence)
    {
        lock (_gate)
        {
            ForgetIdle();
            if (id is null || !_sessions.TryGetValue(id, out var session) || session.Certificate != certificate)
                return SessionVerdict.UnknownSession;
            if (sequence is not { } number || number <= session.Sequence)
                return SessionVerdict.Replayed;
            session.Sequence = number;
            session.LastCall = clock.GetTimestamp();
            return SessionVerdict.Admitted;
        }
    }

    private void ForgetIdle()
    {
        foreach (var (id, session) in _sessions)
        {
            if (clock.GetElapsedTime(session.LastCall) > AgentLimits.SessionIdleTimeout)
                _sessions.Remove(id);
        }
    }

    private sealed class Session(string certificate)
    {
        public string Certificate => certificate;
        public long Sequence { get; set; }
        public long LastCall { get; set; }
    }
}

internal enum SessionVerdict
{
    Admitted,
    UnknownSession,
    Replayed,
}
