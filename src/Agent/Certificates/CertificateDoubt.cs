using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Wiretax.Agent.Certificates;

/// <summary>Why a peer's certificate is not accepted, in words.</summary>
internal static class CertificateDoubt
{
    /// <returns>Null where there is none.</returns>
    public static string? Of(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return null;
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "it showed no certificate";

        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status) ?? X509ChainStatusFlags.NoError;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return $"its certificate is not valid now{Validity(certificate)}";
        if ((status & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotSignatureValid)) != 0)
            return "its certificate is of another authority";
        if (status.HasFlag(X509ChainStatusFlags.NotValidForUsage))
            return "its certificate is not for this end of the link";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return "its certificate is for another name";
        return $"its certificate is not valid ({status})";
    }

    private static string Validity(X509Certificate certificate) => certificate is X509Certificate2 dated
        ? string.Create(CultureInfo.InvariantCulture, $", but from {dated.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} to {dated.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC")
        : "";
}
