using System.Diagnostics;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Wiretax.Agent.Certificates;

namespace Wiretax.Agent.Server;

/// <summary>
/// TLS 1.3 with certificates of one authority at both ends. Whoever does not come through is told nothing but the TLS
/// alert; the log says why.
/// </summary>
internal sealed class Handshakes(AgentCertificates certificates, AgentLog log)
{
    private readonly SslStreamCertificateContext _own = certificates.Context;

    public void Secure(ListenOptions listen)
    {
        listen.Use(WatchAsync);
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = AgentLimits.HandshakeTimeout,
            OnConnection = context => ValueTask.FromResult(Begin(context)),
        });
        listen.Use(next => connection =>
        {
            Of(connection).Completed = true;
            return next(connection);
        });
    }

    private SslServerAuthenticationOptions Begin(TlsHandshakeCallbackContext context)
    {
        var handshake = Of(context.Connection);
        handshake.Begun = true;
        return new SslServerAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls13,
            ServerCertificateContext = _own,
            ClientCertificateRequired = true,
            CertificateChainPolicy = certificates.Policy,
            // A resumed session would show no certificate again.
            AllowTlsResume = false,
            AllowRenegotiation = false,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                if (CertificateDoubt.Of(certificate, chain, errors) is not { } doubt)
                    return true;
                Refuse(context.Connection, handshake, doubt);
                return false;
            },
        };
    }

    private ConnectionDelegate WatchAsync(ConnectionDelegate next) => async connection =>
    {
        var handshake = new Handshake();
        connection.Items[typeof(Handshake)] = handshake;
        try
        {
            await next(connection);
        }
        finally
        {
            if (!handshake.Completed && !handshake.Refused)
                Refuse(connection, handshake, handshake.WhyIncomplete);
        }
    };

    private void Refuse(BaseConnectionContext connection, Handshake handshake, string why)
    {
        handshake.Refused = true;
        log.Refused(connection.RemoteEndPoint, why);
    }

    private static Handshake Of(BaseConnectionContext connection) => (Handshake)connection.Items[typeof(Handshake)]!;

    private sealed class Handshake
    {
        private readonly long _opened = Stopwatch.GetTimestamp();

        /// <summary>The client's first message came.</summary>
        public bool Begun { get; set; }
        public bool Completed { get; set; }
        public bool Refused { get; set; }

        public string WhyIncomplete =>
            Stopwatch.GetElapsedTime(_opened) >= AgentLimits.HandshakeTimeout
                ? FormattableString.Invariant($"it completed no TLS handshake within {AgentLimits.HandshakeTimeout.TotalSeconds:0} s")
            : Begun ? "it does not offer TLS 1.3, or broke the handshake off"
            : "it left before a TLS handshake";
    }
}
