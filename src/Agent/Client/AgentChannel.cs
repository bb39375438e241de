using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Wiretax.Agent.Certificates;

namespace Wiretax.Agent;

/// <summary>One HTTP/2 connection to an agent: TLS 1.3, certificates at both ends, and signs of life while calls are open.</summary>
internal sealed class AgentChannel : IDisposable
{
    private readonly SocketsHttpHandler _handler;

    public AgentChannel(AgentEndpoint endpoint, AgentCertificates certificates, AgentClientOptions options, int maxRequestSize = AgentLimits.MaxRequestSize)
    {
        _handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = AgentLimits.SilenceUntilPing,
            KeepAlivePingTimeout = AgentLimits.PingTimeout,
            SslOptions = Tls(certificates),
            ConnectCallback = async (_, cancellation) => new NetworkStream(
                await (options.Connect ?? ConnectAsync)(endpoint, cancellation), ownsSocket: true),
        };
        // The name that the certificate must have; where it is reached is the callback's affair.
        Channel = GrpcChannel.ForAddress($"https://{CertificateRole.AgentName}", new GrpcChannelOptions
        {
            HttpHandler = _handler,
            MaxReceiveMessageSize = AgentLimits.MaxReplySize,
            MaxSendMessageSize = maxRequestSize,
            MaxRetryAttempts = 0,
        });
    }

    public GrpcChannel Channel { get; }

    /// <summary>Why this end did not accept the agent's certificate; null where it did.</summary>
    public string? Doubt { get; private set; }

    public void Dispose()
    {
        Channel.Dispose();
        _handler.Dispose();
    }

    private SslClientAuthenticationOptions Tls(AgentCertificates certificates) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls13,
        ClientCertificateContext = certificates.Context,
        CertificateChainPolicy = certificates.Policy,
        AllowTlsResume = false,
        AllowRenegotiation = false,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            Doubt = CertificateDoubt.Of(certificate, chain, errors);
            return Doubt is null;
        },
    };

    private static async ValueTask<Socket> ConnectAsync(AgentEndpoint endpoint, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
