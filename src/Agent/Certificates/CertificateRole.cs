namespace Wiretax.Agent.Certificates;

/// <summary>
/// The names that the two ends prove. A session does not know beforehand at which address a guest will be, so it asks
/// for the role and not for the host; the authority has given that name to one key only.
/// </summary>
internal static class CertificateRole
{
    public const string AgentName = "wiretax-agent";
    public const string SessionName = "wiretax-session";
}
