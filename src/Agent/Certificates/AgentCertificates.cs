using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Wiretax.Agent.Certificates;

/// <summary>What one end of the link has: the authority that it believes, and its own certificate with its key.</summary>
public sealed record AgentCertificates(X509Certificate2 Authority, X509Certificate2 Own) : IDisposable
{
    /// <summary>Nothing but the pair's authority is believed, and nothing is fetched to decide it.</summary>
    internal X509ChainPolicy Policy => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { Authority },
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    internal SslStreamCertificateContext Context => SslStreamCertificateContext.Create(Own, additionalCertificates: null, offline: true);

    public void Dispose()
    {
        Authority.Dispose();
        Own.Dispose();
    }
}
