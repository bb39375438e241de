using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Wiretax.Tests.Agent;

/// <summary>A client that begins HTTP/2 over TLS of its own choice, and says whether it was let in.</summary>
internal static class HandshakeProbe
{
    private const int FrameHeaderLength = 9;
    private const byte SettingsFrame = 4;

    /// <returns>True when the server answered the preface of HTTP/2 (RFC 9113, section 3.4) with its settings.</returns>
    public static async Task<bool> IsLetInAsync(IPEndPoint server, X509Certificate2? certificate, SslProtocols protocols, CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellation);
        await using var secure = new SslStream(new NetworkStream(socket, ownsSocket: false));
        try
        {
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "wiretax-agent",
                EnabledSslProtocols = protocols,
                ApplicationProtocols = [SslApplicationProtocol.Http2],
                ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true),
#pragma warning disable CA5359 // What the server thinks of the client is what is asked.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            }, cancellation);
            await secure.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"u8.ToArray(), cancellation);
            var header = new byte[FrameHeaderLength];
            await secure.ReadExactlyAsync(header, cancellation);
            return header[3] == SettingsFrame;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return false;
        }
    }
}
