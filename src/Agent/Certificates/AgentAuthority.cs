using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wiretax.Agent.Certificates;

/// <summary>
/// A certificate authority of one pair: it signs a certificate for an agent and one for a session (ECDSA on P-256,
/// RFC 5280), each good for its own role only. Its key lives as long as this object and is never written, so nobody
/// can issue a further certificate later.
/// </summary>
internal sealed class AgentAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int SerialLength = 16;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public AgentAuthority(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var request = new CertificateRequest("CN=Wiretax authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Certificate = request.CreateSelfSigned(notBefore, notAfter);
    }

    public X509Certificate2 Certificate { get; }

    /// <param name="hosts">Names and IP addresses besides the role's own name.</param>
    public X509Certificate2 IssueForAgent(IEnumerable<string> hosts, DateTimeOffset notBefore, DateTimeOffset notAfter) =>
        Issue(CertificateRole.AgentName, ServerAuthentication, hosts, notBefore, notAfter);

    public X509Certificate2 IssueForSession(DateTimeOffset notBefore, DateTimeOffset notAfter) =>
        Issue(CertificateRole.SessionName, ClientAuthentication, [], notBefore, notAfter);

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 Issue(
        string name, string purpose, IEnumerable<string> hosts, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        request.CertificateExtensions.Add(AlternativeNames(name, hosts));
        using var signed = request.Create(Certificate, notBefore, notAfter, RandomNumberGenerator.GetBytes(SerialLength));
        return signed.CopyWithPrivateKey(key);
    }

    private static X509Extension AlternativeNames(string name, IEnumerable<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        foreach (var host in hosts.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }
        return names.Build();
    }
}
