using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Wiretax.Agent.Certificates;

namespace Wiretax.Agent.Server;

/// <summary>A listening agent: gRPC over HTTP/2, TLS 1.3, certificates at both ends.</summary>
public sealed class AgentServer : IAsyncDisposable
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(5);
    private const int MaxHeaderSize = 8 * 1024;

    private readonly WebApplication _application;

    private AgentServer(WebApplication application, IPEndPoint listening)
    {
        _application = application;
        Listening = listening;
    }

    /// <summary>Where sessions reach it.</summary>
    public IPEndPoint Listening { get; }

    /// <summary>Listens when it returns. Port 0 picks a free one.</summary>
    /// <param name="certificates">Stay the caller's, who disposes of them after the server.</param>
    /// <param name="version">The program's version, for <c>Describe</c>.</param>
    /// <param name="log">Takes one line for each thing that is started or refused.</param>
    /// <exception cref="AgentException">The address cannot be listened at.</exception>
    public static async Task<AgentServer> StartAsync(
        IPEndPoint address, AgentCertificates certificates, string version, TextWriter log, CancellationToken cancellation)
    {
        var lines = new AgentLog(log, TimeProvider.System);
        var sessions = new SessionTable(TimeProvider.System);
        ListenOptions? endpoint = null;

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            Bound(options);
            options.Listen(address, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                new Handshakes(certificates, lines).Secure(listen);
                endpoint = listen;
            });
        });
        builder.Services.AddSingleton(new SessionInterceptor(sessions));
        builder.Services.AddSingleton(new AgentCalls(version, sessions, lines));
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = AgentLimits.MaxRequestSize;
            options.MaxSendMessageSize = AgentLimits.MaxReplySize;
            options.EnableDetailedErrors = false;
            options.Interceptors.Add<SessionInterceptor>();
        });

        var application = builder.Build();
        application.Use(new RefusalLog(lines).ObserveAsync);
        application.MapGrpcService<AgentCalls>();
        try
        {
            await application.StartAsync(cancellation);
            return new AgentServer(application, endpoint!.IPEndPoint!);
        }
        catch (Exception failed) when (failed is IOException or SocketException)
        {
            await application.DisposeAsync();
            throw new AgentException($"The agent cannot listen at {address}: {failed.Message.TrimEnd('.')}.", failed);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Calls that still run are broken off, and with them what they started.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private static void Bound(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.AllowSynchronousIO = false;
        options.Limits.MaxConcurrentConnections = AgentLimits.MaxConnections;
        // Between its calls a session keeps its connection; whether it is alive is asked by pings.
        options.Limits.KeepAliveTimeout = AgentLimits.SessionIdleTimeout;
        options.Limits.RequestHeadersTimeout = HeadersTimeout;
        options.Limits.MaxRequestHeadersTotalSize = MaxHeaderSize;
        options.Limits.Http2.MaxRequestHeaderFieldSize = MaxHeaderSize;
        options.Limits.Http2.MaxStreamsPerConnection = AgentLimits.MaxCallsPerConnection;
        options.Limits.Http2.KeepAlivePingDelay = AgentLimits.SilenceUntilPing;
        options.Limits.Http2.KeepAlivePingTimeout = AgentLimits.PingTimeout;
    }
}
